// A found value as it may stand in a message: the twin of `generator/reading/quoting.py`.

import { isPrintable } from "../editing/scalars.js";

const LONGEST = 60;
const JOINERS = "\u200c\u200d";
const WIDE_SPACE = /[\s\x1c-\x1f\x85]+/g;

/** Return at most 60 characters of a text, line breaks as spaces, unseen characters by their code points. */
export function shown(text) {
  const letters = [...text];
  const start = letters.slice(0, LONGEST * 2).join("").replace(WIDE_SPACE, " ");
  const seen = [...[...start].map(seenLetter).join("")];
  if (seen.length <= LONGEST && letters.length <= LONGEST * 2) return seen.join("");
  return `${wholeLetters(seen.slice(0, LONGEST - 1))}…`;
}

function seenLetter(letter) {
  if (isPrintable(letter) || JOINERS.includes(letter)) return letter;
  return `<U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`;
}

function wholeLetters(seen) {
  let end = seen.length - 1;
  while (end > 0 && (/\p{M}/u.test(seen[end]) || seen[end - 1] === "\u200d" || seen[end] === "\u200d")) end -= 1;
  return seen.slice(0, end).join("").trimEnd();
}
