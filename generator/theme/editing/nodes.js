/** What stands where in a record's text, as in `writing/nodes.py`. Positions count UTF-16 units. */

/** The most levels inside each other. */
export const DEEPEST = 32;

/** A text that cannot be changed as was asked; `reason` is one of the words below, `detail` what it is about. */
export class EditError extends Error {
    constructor(reason, detail = "") {
        super(detail ? `${reason}: ${detail}` : reason);
        this.reason = reason;
        this.detail = detail;
    }
}

export const isEmptyNode = (node) => node.kind === "text" && node.start === node.end;
export const isBlockText = (node) => node.style[0] === "|" || node.style[0] === ">";
export const isFlow = (node) => node.style === "flow";
export const anyMarked = (node) => node.marked || node.entries.some((entry) => anyMarked(entry.value));
export const lastOf = (node) => (node.entries.length && !isFlow(node) ? lastOf(node.entries.at(-1).value) : node);
export const entryEnd = (entry) => Math.max(entry.after, entry.value.end);
export const numberOf = (node, name) => node.entries.findIndex((entry) => entry.name === name);

export const textNode = (start, end, style = "", value = "", marked = false) => ({
    kind: "text", start, end, style, value, marked, column: 0, entries: [],
});

/** What a reader makes of a node: a text, an array, a `Map`, null where nothing stands. */
export function treeOf(node) {
    if (node.kind === "mapping") return new Map(node.entries.map((entry) => [entry.name, treeOf(entry.value)]));
    if (node.kind === "list") return node.entries.map((entry) => treeOf(entry.value));
    return isEmptyNode(node) ? null : node.value;
}
