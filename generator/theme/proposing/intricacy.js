// Markdown that would take its reader too long or too deep: the twin of `generator/checking/intricacy.py`.

import { N, says } from "./says.js";

const DEEPEST = 20;
const SPARE = 20;
const BUSY = [[/[[<]/g, 60], [/[\\`]/g, 20], [/\n/g, 10]];
const DEEP = new RegExp(`^(?: {0,3}(?:>|[-*+:](?=[ \\t])|[0-9]{1,9}\\.(?=[ \\t]))| {4}| {0,3}\\t){${DEEPEST + 1}}`);
const DEFINITION = /^[ \t>*+.0-9-]*:[ \t]/;

/** Return why a text in Markdown is shown as it was typed, null where it is not. */
export function intricacy(text) {
  const { length } = [...text];
  const busy = BUSY.some(([signs, each]) => (text.match(signs)?.length ?? 0) > SPARE + Math.floor(length / each));
  if (busy) return says(N("this is shown without its Markdown: it has too many brackets, '<', backslashes, backticks or short lines"));
  return deep(text) ? says(N("this is shown without its Markdown: lists, quotations or definitions lie more than {limit} deep in it"), { limit: DEEPEST }) : null;
}

function deep(text) {
  let definitions = 0;
  return text.split("\n").some((line) => {
    if (/^[ \t]*$/.test(line)) definitions = 0;
    else if (DEFINITION.test(line)) definitions++;
    return definitions > DEEPEST || DEEP.test(line);
  });
}
