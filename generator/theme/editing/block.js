/** Changes in the lines of a block, as in `writing/block_style.py`; `place` is `{ text, around, one, layout }`. */

import { flowText } from "./flow.js";
import { afterBreak, extent, indentOf, lineBefore, lineEnd, lineStart } from "./lines.js";
import { entryEnd, isBlockText, isEmptyNode, isFlow, lastOf } from "./nodes.js";
import { entryLines, itemLines } from "./record.js";
import { TYPED, block, doubleQuoted, scalar, singleQuoted } from "./scalars.js";

export function putInBlock(place, entry, value) {
    let [lead, remark, end] = surroundings(place, entry);
    const { around, layout } = place;
    // A block text would take deeper remarks below it for its own lines.
    const blocks = extent(place.text, end, around.column) === end;
    const isText = typeof value === "string";
    let [first, ...more] = isText ? restyled(value, entry.value, place, blocks) : bare(place, entry, value);
    if (!blocks && [first, ...more].some((line) => /\|-?$/.test(line))) [first, more] = [flowText(value, place.one), []];
    if (!lead || !isText) lead = around.kind === "list" ? " ".repeat(layout.inside - 1) : " ";
    return [entry.after, end, [(first ? lead + first : "") + remark, ...more].join("\n")];
}

export function addToBlock(place, at, name, value) {
    const { text, around } = place;
    const { entries } = around;
    const lines = linesOf(place, name, value);
    const first = entries[0].start;
    if (at === 0 && /[^ ]/.test(text.slice(lineStart(text, first), first))) {
        // The first key stands beside a dash; its line should not change.
        if (around.kind === "list") return [first, first, [...lines, " ".repeat(around.column)].join("\n").replace(/^ +/, "")];
        at = 1;
    }
    if (at === 0) {
        const begin = above(place);
        return [begin, begin, [...lines, ""].join("\n")];
    }
    const end = extent(text, entryEnd(entries[at - 1]), around.column);
    return [end, end, lines.map((line) => `\n${line}`).join("")];
}

export function removeFromBlock(place, at) {
    const { text, around } = place;
    const entry = around.entries[at];
    let end = extent(text, entryEnd(entry), around.column);
    const begin = lineStart(text, entry.start);
    if (/[^ ]/.test(text.slice(begin, entry.start)))
        return [entry.start, end + /^\s*/.exec(text.slice(end))[0].length, ""];
    end = afterBreak(text, end);
    if (at && lastOf(around.entries[at - 1].value).style.includes("+"))
        // The block above would keep the empty lines that follow.
        while (end < text.length && indentOf(text, end) === null) end = afterBreak(text, lineEnd(text, end));
    return [begin, end, ""];
}

/** What stands between an entry's colon or dash and its value, the remark after it, and where all ends. */
function surroundings({ text, around }, entry) {
    const { after, value: old } = entry;
    const beside = lineEnd(text, after);
    const remark = (start, stop) => (/[^ \t]/.test(text.slice(start, stop)) ? text.slice(start, stop) : "");
    if (old.kind !== "text" && !isFlow(old))
        return ["", old.start < beside ? "" : remark(after, beside), extent(text, old.end, around.column)];
    const end = lineEnd(text, entryEnd(entry));
    if (isBlockText(old)) return [text.slice(after, old.start), remark(old.start + old.style.length, beside), end];
    if (isEmptyNode(old)) return ["", remark(after, beside), end];
    if (old.start > beside) return ["", remark(after, beside) || remark(old.end, end), end];
    return [text.slice(after, old.start), remark(old.end, end), end];
}

function linesOf({ around, one, layout }, name, value) {
    const margin = " ".repeat(around.column);
    const lines = around.kind === "list" ? itemLines(value, one, margin, layout) : entryLines(name, value, one, margin, layout);
    return lines.join("\n").split("\n");
}

/** The lines of an entry without its key or dash. */
function bare(place, entry, value) {
    const [first, ...more] = linesOf(place, entry.name, value);
    const head = place.around.kind === "list" ? "-" : `${scalar(entry.name)}:`;
    return [first.slice(place.around.column + head.length).replace(/^ +/, ""), ...more];
}

/** Where something new begins in front of the first entry: above the remarks on it, below a file's head. */
function above({ text, around }) {
    const begin = lineStart(text, around.entries[0].start);
    let found = begin;
    while (found) {
        const line = lineBefore(text, found);
        if (indentOf(text, line) !== around.column || text[line + around.column] !== "#") break;
        found = line;
    }
    return found || begin;
}

/** The lines of a text in the manner of the one it replaces, as far as that can hold it. */
function restyled(text, old, { text: whole, around, one, layout }, blocks) {
    if ((old.style === "'" || old.style === '"') && !text.includes("\n"))
        return [(old.style === "'" ? singleQuoted(text) : null) ?? doubleQuoted(text)];
    const deeper = around.kind === "list" ? layout.inside : layout.step;
    const margin = (isBlockText(old) ? marginOf(whole, old) : "") || " ".repeat(around.column + deeper);
    const wasTyped = old.kind === "text" && !old.style && TYPED.test(old.value);
    return ((blocks ? block(text, margin) : null) ?? scalar(text, one.typed || wasTyped)).split("\n");
}

/** How a block's lines are indented, "" where its header says so or no line tells it. */
function marginOf(text, old) {
    let at = /[0-9]/.test(old.style) ? old.end : lineEnd(text, old.start);
    while (at < old.end) {
        const begin = afterBreak(text, at);
        const spaces = indentOf(text, begin);
        if (spaces !== null) return " ".repeat(spaces);
        at = lineEnd(text, begin);
    }
    return "";
}
