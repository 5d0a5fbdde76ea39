// What a form holds as a record's tree of texts, and a tree into the form.

import { shortName } from "./mismatch.js";
import { dotted } from "./verdict.js";

const PREFIX = "fields.";

/**
 * Return `tree`, `places` (the element of each value by its field as problems name it) and `origins` (which item of the
 * record as it was each row's item comes from). What is empty is not given.
 */
export function collect(form) {
  nameRows(form);
  const root = {};
  for (const input of form.elements) {
    if (!input.name?.startsWith(PREFIX) || input.disabled) continue;
    for (const value of valuesOf(input)) put(root, wayOf(input), { value, input });
  }
  const found = { places: new Map(), origins: new Map() };
  return { tree: compacted(root, [], found) ?? {}, ...found };
}

function wayOf({ name }) {
  return name.slice(PREFIX.length).split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function valuesOf(input) {
  if (input.type === "checkbox" || input.type === "radio") return input.checked ? [input.value] : [];
  const text = input.value.replaceAll("\r\n", "\n").trim();
  if (!text) return [];
  const time = "moment" in input.dataset && input.parentElement.querySelector("[data-time]")?.value;
  return [time ? `${text}T${time}` : text];
}

function put(root, way, leaf) {
  let here = root;
  for (const [at, part] of way.entries()) {
    if (at === way.length - 1) here[part] = leaf;
    else here = here[part] ??= typeof way[at + 1] === "number" ? [] : {};
  }
}

function compacted(node, location, found) {
  if (node.input) {
    found.places.set(dotted(location), node.input);
    return node.value;
  }
  if (Array.isArray(node)) {
    const items = [];
    for (const [at, item] of Object.entries(node)) {
      const row = rowOf(item);
      const value = compacted(item, [...location, items.length], found);
      if (value === undefined) continue;
      if (row?.dataset.origin) found.origins.set(value, Number(row.dataset.origin));
      items.push(value);
    }
    return items.length ? items : undefined;
  }
  const entries = Object.entries(node).map(([name, value]) => [name, compacted(value, [...location, name], found)]);
  const kept = entries.filter(([, value]) => value !== undefined);
  return kept.length ? Object.fromEntries(kept) : undefined;
}

function rowOf(item) {
  if (item.input) return null;
  for (const value of Object.values(item)) {
    if (value?.input) return value.input.closest("[data-row]");
  }
  return null;
}

/** Give each row that is filled in an id of its own, which nobody is asked for. */
function nameRows(form) {
  const ids = [...form.querySelectorAll("[data-row] input[name$='.id']")];
  const taken = new Set(ids.map(({ value }) => value).filter(Boolean));
  for (const id of ids) {
    const row = id.closest("[data-row]");
    const others = [...row.querySelectorAll("input, select, textarea")].filter((input) => input !== id && input.name);
    if (id.dataset.made) taken.delete(id.value);
    if (id.value && !id.dataset.made) continue;
    if (!others.some((input) => valuesOf(input).length)) {
      id.value = "";
      continue;
    }
    const title = row.querySelector("[name$='.title']")?.value || row.querySelector("[name$='.kind']")?.value;
    const base = shortName(title || "").slice(0, 40).replace(/-+$/, "") || "item";
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`;
    taken.add(name);
    id.value = name;
    id.dataset.made = "1";
  }
}

/** Write a tree into the form; `grow` makes so many rows in a list of rows. Fields that the form has not are left out. */
export function fill(form, tree, grow) {
  for (const list of form.querySelectorAll("[data-rows]")) {
    const items = list.dataset.rows.split(".").reduce((here, part) => here?.[part], tree);
    if (Array.isArray(items)) grow(list, items.length);
  }
  for (const [way, value] of leaves(tree, [])) {
    const list = typeof way.at(-1) === "number" ? way.slice(0, -1).join(".") : "";
    const chips = list && form.querySelector(`[data-chips="${list}"]`);
    const ticks = list ? [...form.querySelectorAll(`input[type=checkbox][name^="${PREFIX}${list}."]`)] : [];
    const input = form.elements.namedItem(PREFIX + way.join("."));
    if (chips?.add) chips.add(value);
    else if (ticks.length) for (const tick of ticks) tick.checked ||= tick.value === value;
    else if (input) enter(input, value);
  }
}

function enter(input, value) {
  if (input.type === "checkbox") input.checked = input.value === value;
  else if ("moment" in input.dataset) {
    input.value = value.slice(0, 10);
    const time = input.parentElement.querySelector("[data-time]");
    if (time) time.value = value.slice(11, 16);
  } else input.value = value;
  if (input.name.endsWith(".id")) delete input.dataset.made;
}

function* leaves(node, way) {
  if (typeof node === "string") yield [way, node];
  else for (const [name, value] of Object.entries(node)) yield* leaves(value, [...way, Array.isArray(node) ? Number(name) : name]);
}
