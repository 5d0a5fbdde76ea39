/** Groups of fields at a record's top level, as in `writing/groups.py`. */

import { afterBreak, lineBefore, lineBreak, lineEnd } from "./lines.js";
import { entryEnd, lastOf } from "./nodes.js";
import { explained, fieldIn, isGroup } from "./record.js";

export function setApart(text, root, at, [start, end, now], one, fields) {
    const said = isGroup(one) && explained(one) ? `# ${explained(one)}\n` : "";
    if (at === 0) return [start, end, said + now + (isGroup(one) ? "\n" : "")];
    const previous = root.entries[at - 1];
    // Empty lines after a block that keeps them would become part of it.
    const isApart = (isGroup(one) || isGroup(fieldIn(fields, previous.name))) && !lastOf(previous.value).style.includes("+");
    const below = afterBreak(text, end);
    const closing = isGroup(one) && text.slice(below, lineEnd(text, below)).trim() ? "\n" : "";
    return [start, end, (isApart ? "\n" : "") + (said ? `\n${said.slice(0, -1)}` : "") + now + closing];
}

export function closedUp(text, root, at, [start, end, now], one) {
    const floor = at ? entryEnd(root.entries[at - 1]) : 0;
    const lineAbove = (begin) => {
        if (!begin || lineBefore(text, begin) <= floor) return null;
        return text.slice(lineBefore(text, begin), lineEnd(text, lineBefore(text, begin)));
    };
    let begin = start;
    if (isGroup(one) && lineAbove(begin) === `# ${explained(one)}`) begin = lineBefore(text, begin);
    const isGap = end >= text.length || text.startsWith(lineBreak(text), end);
    if (at && isGap && lineAbove(begin) === "") begin = lineBefore(text, begin);
    return [begin, end, now];
}
