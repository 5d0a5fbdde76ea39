/**
 * Change single values in a record's file and leave everything else as it is: the twin of `writing/editing.py`, with
 * the same bytes.
 */

import { addToBlock, putInBlock, removeFromBlock } from "./block.js";
import { changed } from "./changing.js";
import { composed } from "./composing.js";
import { same, steps } from "./differences.js";
import { addToFlow, flowPair, flowText, placeOf, putInFlow, removeFromFlow } from "./flow.js";
import { closedUp, setApart } from "./groups.js";
import { layoutOf } from "./layout.js";
import { lineBreak, unbroken } from "./lines.js";
import { EditError, anyMarked, isBlockText, isFlow, lastOf, numberOf, treeOf } from "./nodes.js";
import { UNKNOWN, fieldIn } from "./record.js";

const MARK = "\ufeff";

/**
 * The text of a record's file with the edits made, one after the other: `{ path: ["offers", 0, "title"], value }`; null
 * removes, the position after a list's last item appends. `fields`: the template, `{ name: { help, typed, fields } }`.
 * Throws `EditError` and changes nothing where that cannot be.
 */
export function edited(text, edits, fields) {
    const mark = text.startsWith(MARK) ? MARK : "";
    const body = text.slice(mark.length);
    const old = treeOf(composed(body));
    const now = changed(old, edits);
    if (same(old, now)) return text;
    for (const start of starts(body)) {
        const result = steps(old, now).reduce((so, step) => taken(so, step, fields), start);
        const ends = start === body ? [result, unbroken(result)] : [unbroken(result), result];
        const found = ends.find((end) => says(end, now));
        if (found !== undefined) return mark + found;
    }
    throw new EditError("not-so");
}

/** What a record's file says, as plain objects, arrays and texts; null where a value is left empty. */
export function readRecord(text) {
    const simple = (tree) => {
        if (tree instanceof Map) return Object.fromEntries(Array.from(tree, ([name, value]) => [name, simple(value)]));
        return Array.isArray(tree) ? tree.map(simple) : tree;
    };
    return simple(treeOf(composed(text.startsWith(MARK) ? text.slice(1) : text)));
}

/** The text with an end to its last line; a block text that would thereby change is told not to. */
function* starts(text) {
    if (unbroken(text) !== text) {
        yield text;
        return;
    }
    yield text + lineBreak(text);
    const last = lastOf(composed(text));
    if (isBlockText(last)) {
        const header = `${last.style.replaceAll("+", "")}-`;
        yield text.slice(0, last.start) + header + text.slice(last.start + last.style.length) + lineBreak(text);
    }
}

function says(text, tree) {
    try {
        return same(treeOf(composed(text)), tree);
    } catch (error) {
        if (error instanceof EditError) return false;
        throw error;
    }
}

function taken(text, step, fields) {
    const [start, end, now] = spliceFor(text, composed(text), step, fields);
    return text.slice(0, start) + now.replaceAll("\n", lineBreak(text)) + text.slice(end);
}

function spliceFor(text, root, { kind, path, value }, fields) {
    if (!path.length) throw new EditError("emptied");
    const around = aroundOf(root, path.slice(0, -1));
    const last = path.at(-1);
    const one = fieldOf(fields, path);
    const place = { text, around, one, layout: layoutOf(root, text) };
    if (kind === "add") {
        const siblings = around === root ? fields : fieldOf(fields, path.slice(0, -1)).fields;
        return added(place, root, last, value, fields, Object.keys(siblings ?? {}));
    }
    const at = typeof last === "number" ? last : numberOf(around, last);
    const entry = around.entries[at];
    if (anyMarked(entry.value)) throw new EditError("marked", path.join("."));
    if (kind === "put") return isFlow(around) ? putInFlow(text, entry, value, one) : putInBlock(place, entry, value);
    if (around.entries.length === 1) return emptied(text, root, path.slice(0, -1), place);
    if (isFlow(around)) return removeFromFlow(text, around, at);
    const splice = removeFromBlock(place, at);
    return around === root ? closedUp(text, root, at, splice, one) : splice;
}

function added(place, root, last, value, fields, siblings) {
    const { text, around, one } = place;
    const isItem = typeof last === "number";
    const at = isItem ? last : placeOf(around, last, siblings);
    if (isFlow(around)) return addToFlow(text, around, at, isItem ? flowText(value, one) : flowPair(last, value, one));
    const splice = addToBlock(place, at, isItem ? "" : last, value);
    return around === root ? setApart(text, root, at, splice, one, fields) : splice;
}

/** What makes an empty mapping or list of one whose last entry goes. */
function emptied(text, root, path, place) {
    const empty = place.around.kind === "mapping" ? new Map() : [];
    if (!path.length) throw new EditError("emptied");
    const around = aroundOf(root, path.slice(0, -1));
    const at = typeof path.at(-1) === "number" ? path.at(-1) : numberOf(around, path.at(-1));
    const outer = { ...place, around, one: UNKNOWN };
    return isFlow(around) ? putInFlow(text, around.entries[at], empty, UNKNOWN) : putInBlock(outer, around.entries[at], empty);
}

const aroundOf = (node, path) =>
    path.reduce((inside, part) => inside.entries[typeof part === "number" ? part : numberOf(inside, part)].value, node);

function fieldOf(fields, path) {
    let one = UNKNOWN;
    let inside = fields;
    for (const part of path) {
        if (typeof part !== "string") continue;
        one = fieldIn(inside, part);
        inside = one.fields;
    }
    return one;
}
