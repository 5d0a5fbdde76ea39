// A record as the YAML file that a careful person would have written: the twin of `generator/writing/record_file.py`.

import { block, scalar } from "../editing/scalars.js";

const NO_FIELD = { help: "", typed: false, fields: {} };

/** Return a file: the header, then the filled fields in the template's order, groups set apart and explained. */
export function written(record, fields, header) {
  const lines = [header];
  let afterGroup = false;
  for (const name of inOrder(record, fields)) {
    const one = fields[name] ?? NO_FIELD;
    const group = Object.keys(one.fields).length > 0;
    if (group) lines.push("", `# ${one.help.split(": ").slice(1).join(": ")}`);
    else if (afterGroup) lines.push("");
    afterGroup = group;
    lines.push(...entry(name, record[name], one, ""));
  }
  return `${lines.join("\n")}\n`;
}

function inOrder(record, fields) {
  const known = Object.keys(fields).filter((name) => Object.hasOwn(record, name));
  return [...known, ...Object.keys(record).filter((name) => !Object.hasOwn(fields, name))];
}

function* entry(name, value, one, indent) {
  const start = `${indent}${scalar(name)}:`;
  if (typeof value === "string") yield `${start} ${block(value, `${indent}  `) ?? scalar(value, one.typed)}`;
  else if (isEmpty(value)) yield `${start} ${empty(value)}`;
  else {
    yield start;
    yield* insides(value, one, `${indent}  `);
  }
}

function* insides(value, one, indent) {
  if (Array.isArray(value)) {
    for (const item of value) yield* itemLines(item, one, indent);
  } else {
    for (const name of inOrder(value, one.fields)) yield* entry(name, value[name], one.fields[name] ?? NO_FIELD, indent);
  }
}

function* itemLines(item, one, indent) {
  if (typeof item === "string") yield `${indent}- ${block(item, `${indent}  `) ?? scalar(item, one.typed)}`;
  else if (isEmpty(item)) yield `${indent}- ${empty(item)}`;
  else {
    // The first line of what is inside stands beside the dash.
    const [first, ...rest] = insides(item, one, `${indent}  `);
    yield `${indent}- ${first.replace(/^ +/, "")}`;
    yield* rest;
  }
}

function isEmpty(value) {
  return Object.keys(value).length === 0;
}

function empty(value) {
  return Array.isArray(value) ? "[]" : "{}";
}
