/** Changes to a tree, as in `writing/changing.py`. Inside, mappings are `Map`s: a key may be called `__proto__`. */

import { DEEPEST, EditError } from "./nodes.js";

/** The tree after the edits `{ path, value }`; a value of null removes. Throws `EditError`. */
export function changed(tree, edits) {
    for (const { path, value } of edits) {
        if (path.length > DEEPEST) throw new EditError("too-deep");
        if (value !== null && value !== undefined) tree = put(tree, path, plain(value), path);
        else if (isIn(tree, path)) tree = removed(tree, path);
    }
    return tree;
}

/** Plain objects and arrays as `Map`s and arrays. */
export function plain(value, depth = 0) {
    if (depth > DEEPEST) throw new EditError("too-deep");
    if (value === null || value instanceof Map) return value;
    if (typeof value === "string") {
        // Half a character: no file can hold it.
        if (/\p{Surrogate}/u.test(value)) throw new EditError("not-so");
        return value;
    }
    if (Array.isArray(value)) return value.map((each) => plain(each, depth + 1));
    if (typeof value !== "object") throw new EditError("no-text", String(value));
    return new Map(Object.entries(value).map(([name, each]) => [name, plain(each, depth + 1)]));
}

function put(tree, [part, ...below], value, path) {
    if (part === undefined) return value;
    if (typeof part === "string") {
        const inside = tree ?? new Map();
        if (inside instanceof Map) return new Map(inside).set(part, put(inside.get(part) ?? null, below, value, path));
    } else {
        const items = tree ?? [];
        if (Array.isArray(items) && part >= 0 && part <= items.length)
            return [...items.slice(0, part), put(items[part] ?? null, below, value, path), ...items.slice(part + 1)];
    }
    throw new EditError("nowhere", path.join("."));
}

function isIn(tree, path) {
    for (const part of path) {
        if (tree instanceof Map && tree.has(part)) tree = tree.get(part);
        else if (Array.isArray(tree) && typeof part === "number" && part >= 0 && part < tree.length) tree = tree[part];
        else return false;
    }
    return path.length > 0;
}

function removed(tree, [part, ...below]) {
    if (tree instanceof Map) {
        const copy = new Map(tree);
        if (below.length) copy.set(part, removed(tree.get(part), below));
        else copy.delete(part);
        return copy;
    }
    return [...tree.slice(0, part), ...(below.length ? [removed(tree[part], below)] : []), ...tree.slice(part + 1)];
}
