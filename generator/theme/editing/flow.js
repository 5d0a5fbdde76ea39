/** Changes inside brackets and braces, as in `writing/flow_style.py`. A splice is `[start, end, text]`. */

import { afterBreak, lineEnd, lineStart } from "./lines.js";
import { EditError, entryEnd, isEmptyNode } from "./nodes.js";
import { fieldIn } from "./record.js";
import { doubleQuoted, scalar, singleQuoted } from "./scalars.js";

export function flowText(value, one, style = "") {
    if (value === null) return "";
    if (typeof value === "string") return bracketed(value, one.typed, style);
    if (value instanceof Map)
        return `{${Array.from(value, ([name, each]) => flowPair(name, each, fieldIn(one.fields, name))).join(", ")}}`;
    return `[${value.map((each) => flowText(each, one)).join(", ")}]`;
}

export const flowPair = (name, value, one) => `${bracketed(name)}: ${flowText(value, one)}`;

export function putInFlow(text, entry, value, one) {
    const old = entry.value;
    const now = flowText(value, one, old.kind === "text" ? old.style : "");
    if (!isEmptyNode(old)) return [old.start, old.end, now];
    return [entry.after, entry.after, text[entry.after - 1] === ":" ? ` ${now}` : `: ${now}`];
}

export function addToFlow(text, around, at, now) {
    refusePair(text, around);
    const { entries } = around;
    if (!entries.length) return [around.start + 1, around.start + 1, now];
    if (at === 0) return [entries[0].start, entries[0].start, `${now}, `];
    const end = entryEnd(entries[at - 1]);
    return [end, end, `, ${now}`];
}

export function removeFromFlow(text, around, at) {
    refusePair(text, around);
    const { entries } = around;
    const start = lineStart(text, entries[at].start);
    const end = lineEnd(text, entryEnd(entries[at]));
    const isAlone = /^ *$/.test(text.slice(start, entries[at].start));
    if (isAlone && /^[ \t]*,?[ \t]*(?:#.*)?$/.test(text.slice(entryEnd(entries[at]), end))) return [start, afterBreak(text, end), ""];
    if (at + 1 < entries.length) return [entries[at].start, entries[at + 1].start, ""];
    return [entryEnd(entries[at - 1]), entryEnd(entries[at]), ""];
}

/** Before which entry a new key comes, by the template's order: after the nearest one before it. */
export function placeOf(around, name, fields) {
    const names = around.entries.map((entry) => entry.name);
    const rank = new Map(fields.map((each, number) => [each, number]));
    if (!rank.has(name)) return names.length;
    const ranked = names.filter((each) => rank.has(each)).sort((one, other) => rank.get(one) - rank.get(other));
    const before = ranked.filter((each) => rank.get(each) < rank.get(name)).at(-1);
    if (before !== undefined) return names.indexOf(before) + 1;
    return ranked.length ? names.indexOf(ranked[0]) : names.length;
}

function bracketed(text, typed = false, style = "") {
    const single = style === "'" ? singleQuoted(text) : null;
    if (single !== null) return single;
    const plain = scalar(text, typed);
    return style === '"' || /[[\]{},]/.test(plain) ? doubleQuoted(text) : plain;
}

function refusePair(text, around) {
    if (!"[{".includes(text[around.start])) throw new EditError("pair");
}
