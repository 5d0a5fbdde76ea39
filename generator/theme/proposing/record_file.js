// A record as the YAML file that a careful person would have written: the twin of `generator/writing/record_file.py`.

import { USUAL, entryLines, explained, fieldIn, isGroup } from "../editing/record.js";

/** Return a file: the header, then the filled fields in the template's order, groups set apart and explained. */
export function written(record, fields, header) {
  const lines = [header];
  let afterGroup = false;
  const known = Object.keys(fields).filter((name) => Object.hasOwn(record, name));
  for (const name of [...known, ...Object.keys(record).filter((one) => !Object.hasOwn(fields, one))]) {
    const one = fieldIn(fields, name);
    if (isGroup(one)) lines.push("", `# ${explained(one)}`);
    else if (afterGroup) lines.push("");
    afterGroup = isGroup(one);
    lines.push(...entryLines(name, mapped(record[name]), one, "", USUAL));
  }
  return `${lines.join("\n")}\n`;
}

/** Return a tree with maps in the place of plain objects. */
function mapped(tree) {
  if (Array.isArray(tree)) return tree.map(mapped);
  return typeof tree === "string" ? tree : new Map(Object.entries(tree).map(([name, value]) => [name, mapped(value)]));
}
