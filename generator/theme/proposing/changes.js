// What differs between two trees, path by path: the least that makes one of the other.

/** Return edits `{path, value}`; null takes a value away. Lists of as many items are compared item by item. */
export function edits(before, after, path = []) {
  if (before === after) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) return same(before, after) ? [] : [{ path, value: after }];
    return before.flatMap((item, at) => edits(item, after[at], [...path, at]));
  }
  if (isMapping(before) && isMapping(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => {
      if (after[name] === undefined) return [{ path: [...path, name], value: null }];
      if (before[name] === undefined) return [{ path: [...path, name], value: after[name] }];
      return edits(before[name], after[name], [...path, name]);
    });
  }
  return [{ path, value: after }];
}

/** Return a tree with edits made; the tree itself stays as it is. */
export function made(tree, changed) {
  const root = structuredClone(tree);
  for (const { path, value } of changed) {
    let here = root;
    for (const [at, part] of path.slice(0, -1).entries()) here = here[part] ??= typeof path[at + 1] === "number" ? [] : {};
    const last = path.at(-1);
    if (value !== null) here[last] = value;
    else if (Array.isArray(here)) here.splice(last, 1);
    else delete here[last];
  }
  return root;
}

/** Return edits whose new lists keep what the form does not show: items that were there before keep their other keys. */
export function kept(changed, original, origins) {
  return changed.map(({ path, value }) => {
    const before = path.reduce((here, part) => here?.[part], original);
    if (!Array.isArray(value) || !Array.isArray(before)) return { path, value };
    const items = value.map((item) => {
      const old = before[origins.get(item)];
      return old === undefined || typeof item === "string" ? item : { ...unshown(old), ...item };
    });
    return { path, value: items };
  });
}

const UNSHOWN = ["chain", "stage", "outcome", "zone", "extended_from"];

function unshown(old) {
  return Object.fromEntries(UNSHOWN.filter((name) => old[name] !== undefined).map((name) => [name, old[name]]));
}

/** Return the dotted path of an edit, as the intake service takes it. */
export function pathOf(path) {
  return path.join(".");
}

function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
