/** Fields as the lines of a record's file, as in `writing/record_file.py`. Mappings are `Map`s here. */

import { block, scalar } from "./scalars.js";

export const UNKNOWN = { name: "", help: "", typed: false, fields: {} };
export const USUAL = { step: 2, dash: 2, inside: 2 };

/** A template's field; `hasOwn`, for names such as "constructor". */
export const fieldIn = (fields, name) => (fields && Object.hasOwn(fields, name) ? fields[name] : UNKNOWN);

export const isGroup = (one) => Object.keys(one.fields ?? {}).length > 0;

/** What stands as a comment above a group of fields. */
export const explained = (one) => {
    const help = one.help ?? "";
    return help.includes(": ") ? help.slice(help.indexOf(": ") + 2) : "";
};

const inOrder = (record, fields) => {
    const known = Object.keys(fields ?? {}).filter((name) => record.has(name));
    return [...known, ...Array.from(record.keys()).filter((name) => !Object.hasOwn(fields ?? {}, name))];
};

export function entryLines(name, value, one, indent, layout) {
    const start = `${indent}${scalar(name)}:`;
    const deeper = indent + " ".repeat(layout.step);
    if (typeof value === "string") return [`${start} ${block(value, deeper) ?? scalar(value, one.typed)}`];
    if (value === null) return [start];
    if (isEmpty(value)) return [`${start} ${empty(value)}`];
    return [start, ...inner(value, one, value instanceof Map ? deeper : indent + " ".repeat(layout.dash), layout)];
}

export function itemLines(value, one, indent, layout) {
    const deeper = indent + " ".repeat(layout.inside);
    const dash = indent + "-".padEnd(layout.inside);
    if (typeof value === "string") return [dash + (block(value, deeper) ?? scalar(value, one.typed))];
    if (value === null) return [dash.trimEnd()];
    if (isEmpty(value)) return [dash + empty(value)];
    const [first, ...rest] = inner(value, one, deeper, layout);
    return [dash + first.replace(/^ +/, ""), ...rest];
}

const inner = (value, one, indent, layout) =>
    value instanceof Map
        ? inOrder(value, one.fields).flatMap((name) =>
              entryLines(name, value.get(name), fieldIn(one.fields, name), indent, layout),
          )
        : value.flatMap((each) => itemLines(each, one, indent, layout));

const isEmpty = (value) => (value instanceof Map ? value.size : value.length) === 0;
const empty = (value) => (value instanceof Map ? "{}" : "[]");
