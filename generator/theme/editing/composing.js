/** Where everything stands in a text: the tokens of npm's `yaml`, held to what `writing/composing.py` accepts. */

import { afterBreak, blockEnd, columnOf, indentOf, lineEnd } from "./lines.js";
import { DEEPEST, EditError, entryEnd, textNode } from "./nodes.js";
import { Parser, resolveBlockScalar, resolveFlowScalar } from "./yaml.js";

const CONTROL = /[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const STYLES = { scalar: "", "single-quoted-scalar": "'", "double-quoted-scalar": '"' };

/** The mapping that a text holds; throws `EditError` where there is none, or one that is not edited here. */
export function composed(text) {
    // Readers of YAML 1.1 end a line at some characters, and at a lone carriage return, where `yaml` does not.
    if (CONTROL.test(text) || /\r(?!\n)/.test(text)) throw new EditError("unreadable");
    const documents = Array.from(new Parser().parse(text)).filter((token) => token.type === "document");
    if (documents.length > 1) throw new EditError("several");
    if (!documents.length || !documents[0].value) throw new EditError("no-record");
    const [{ start, value, end }] = documents;
    refuseErrors([...start, ...(end ?? [])]);
    const root = new Composer(text).node(value, [], 0, 0);
    if (root.kind !== "mapping") throw new EditError("no-record");
    return root;
}

class Composer {
    constructor(text) {
        this.text = text;
    }

    node(token, props, beside, depth) {
        if (depth > DEEPEST) throw new EditError("too-deep");
        refuseErrors([token, ...props, ...(token.end ?? []), ...(token.props ?? [])]);
        const mark = props.find(({ type }) => type === "anchor" || type === "tag");
        const start = mark?.offset ?? token.offset;
        if (token.type === "block-map" || token.type === "flow-collection") {
            const isMapping = token.type === "block-map" || token.start.source === "{";
            const node = isMapping ? this.mapping(token, start, beside, depth) : this.flowList(token, start, beside, depth);
            return { ...node, marked: Boolean(mark) };
        }
        if (token.type === "block-seq") return { ...this.list(token, start, depth), marked: Boolean(mark) };
        if (token.type === "alias") return textNode(start, tokenEnd(token), "", token.source, true);
        if (token.type === "block-scalar") return this.block(token, start, beside, mark);
        if (!(token.type in STYLES)) throw new EditError("unreadable");
        const { value } = resolveFlowScalar(token, true, refuse);
        return textNode(start, tokenEnd(token), STYLES[token.type], value, Boolean(mark));
    }

    block(token, start, beside, mark) {
        const { source } = token.props.find(({ type }) => type === "block-scalar-header");
        const end = blockEnd(this.text, start, beside, source);
        let { value } = resolveBlockScalar({ options: { strict: true }, atRoot: false }, token, refuse);
        // A last line without an end gives none to its text, whatever the header says.
        if (end === this.text.length && !source.includes("-") && value.endsWith("\n") && indentOf(this.text, this.lastLine()) !== null)
            value = value.slice(0, -1);
        return textNode(start, end, source, value, Boolean(mark));
    }

    lastLine() {
        return Math.max(this.text.lastIndexOf("\n"), this.text.lastIndexOf("\r")) + 1;
    }

    mapping(token, start, beside, depth) {
        const isBlock = token.type === "block-map";
        const column = isBlock ? columnOf(this.text, firstOffset(token.items)) : beside;
        const pairs = token.items.filter(({ key, sep, start: before }) => key || sep?.length || before.some(isMark));
        const entries = pairs.map((pair) => this.pair(pair, column, depth, token));
        if (new Set(entries.map(({ name }) => name)).size < entries.length) throw new EditError("twice");
        if (!isBlock) refuseCommas(token.items);
        const end = isBlock ? entryEnd(entries.at(-1)) : closing(token, "}");
        return { kind: "mapping", start, end, style: isBlock ? "block" : "flow", value: "", column, entries };
    }

    pair({ start: before, key, sep = [], value }, beside, depth, around) {
        refuseErrors([...before, ...sep]);
        if (!key || !(key.type in STYLES) || before.some(({ type }) => type === "explicit-key-ind"))
            throw new EditError("complex-key");
        if (around.type === "block-map" && columnOf(this.text, key.offset) !== beside && !before.some(isMark))
            throw new EditError("unreadable");
        const mark = before.find(isMark);
        const { value: name } = resolveFlowScalar(key, true, refuse);
        const colon = sep.find(({ type }) => type === "map-value-ind");
        if (!colon && (around.type === "block-map" || value)) throw new EditError("complex-key");
        const after = colon ? colon.offset + 1 : tokenEnd(key);
        if (/\n/.test(this.text.slice(key.offset, after))) throw new EditError("complex-key");
        return { name, start: mark?.offset ?? key.offset, after, value: this.valueAt(value, sep, after, beside, depth) };
    }

    valueAt(token, props, after, beside, depth) {
        const isEmpty = !token || (token.type === "scalar" && !token.source);
        if (isEmpty && !props.some(isMark)) return textNode(after, after);
        return this.node(token ?? { type: "scalar", offset: after, source: "" }, props, beside, depth + 1);
    }

    list(token, start, depth) {
        const dashes = token.items.map(({ start: before }) => before.find(({ type }) => type === "seq-item-ind"));
        const items = token.items.filter((_, at) => dashes[at]);
        const column = columnOf(this.text, dashes[0].offset);
        const entries = items.map(({ start: before, value }, at) => {
            refuseErrors(before);
            const dash = dashes.filter(Boolean)[at].offset;
            if (columnOf(this.text, dash) !== column) throw new EditError("unreadable");
            return { name: "", start: dash, after: dash + 1, value: this.valueAt(value, before, dash + 1, column, depth) };
        });
        return { kind: "list", start, end: entryEnd(entries.at(-1)), style: "block", value: "", column, entries };
    }

    flowList(token, start, beside, depth) {
        const items = token.items.filter(({ key, value, sep }) => key || value || sep?.length);
        const entries = items.map((item) => {
            const at = item.start.find(isMark)?.offset ?? (item.key ?? item.value)?.offset;
            if (at === undefined) throw new EditError("complex-key");
            if (!item.sep?.some(({ type }) => type === "map-value-ind"))
                return { name: "", start: at, after: at, value: this.valueAt(item.value ?? item.key, item.start, at, beside, depth) };
            // A key without braces is a mapping of its own.
            const entry = this.pair(item, beside, depth + 1, token);
            const value = { kind: "mapping", start: at, end: entryEnd(entry), style: "flow", value: "", marked: false, column: beside, entries: [entry] };
            return { name: "", start: at, after: at, value };
        });
        refuseCommas(token.items);
        return { kind: "list", start, end: closing(token, "]"), style: "flow", value: "", column: beside, entries };
    }
}

const isMark = ({ type }) => type === "anchor" || type === "tag";
const tokenEnd = (token) => token.offset + token.source.length;
const firstOffset = (items) => {
    const { start, key, sep } = items.find((item) => item.key || item.sep?.length) ?? items[0];
    return start.find((token) => isMark(token) || token.type === "explicit-key-ind")?.offset ?? key?.offset ?? sep[0].offset;
};

function closing({ end }, mark) {
    if (end[0]?.source !== mark) throw new EditError("unreadable");
    return end[0].offset + 1;
}

function refuse() {
    throw new EditError("unreadable");
}

function refuseErrors(tokens) {
    if (tokens.some((token) => token?.type === "error" || token?.type === "directive")) refuse();
}

function refuseCommas(items) {
    for (const [at, { start }] of items.entries())
        if (start.filter(({ type }) => type === "comma").length !== (at ? 1 : 0)) refuse();
}
