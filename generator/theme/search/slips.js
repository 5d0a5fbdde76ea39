// Words that are one slip of the keyboard away: a letter lost, added, changed, or swapped with the next.
//
// A slip leaves the first or the second half of a word whole. So all candidates stand among the words that begin, and
// those that end, as the typed one does: two small files or three, fetched only for a word that stands nowhere.

import { wordsOf } from "./shards.js";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz";
const SHORTEST = 4;
const MOST = 6;
// Where very many words share a half, as `generator/search/lists.py` has it, not all of them are looked at.
const HALVES = 2;

/** The words near `word`, which has no accents; the likeliest first. */
export async function near(word, shards) {
  const found = await Promise.all(lists(word, shards).map((path) => shards.get(path)));
  const near = new Map();
  for (const other of found.flatMap(wordsOf)) {
    if (Math.abs(other.bare.length - word.length) <= 1 && slipped(word, other.bare)) near.set(other.bare, other);
  }
  // Few people miss a word's first letter.
  const kept = ({ bare }) => (bare[0] === word[0] ? 1 : 0);
  return [...near.values()]
    .sort((one, other) => kept(other) - kept(one) || other.count - one.count || (one.bare < other.bare ? -1 : 1))
    .slice(0, MOST)
    .map((other) => other.word);
}

/** All that is one slip away from `word`, be it a word or not; what keeps its first letter comes first. */
export function variants(word) {
  const letters = [...new Set([...ALPHABET, ...word])];
  const found = new Set();
  for (let at = word.length; at >= 0; at -= 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    found.add(head + tail.slice(1));
    found.add(head + tail.slice(1, 2) + tail.slice(0, 1) + tail.slice(2));
    for (const letter of letters) found.add(head + letter + tail).add(head + letter + tail.slice(1));
  }
  found.delete(word);
  return [...found];
}

/** Ask for what `near` needs. */
export function expect(word, shards) {
  // Whoever needs what does not come will say so.
  for (const path of lists(word, shards)) shards.get(path).catch(() => undefined);
}

/** The files that `near` needs; none where a word is so short that it is a slip away from too much. */
export function lists(word, shards) {
  if (!mendable(word)) return [];
  return [...new Set(halves(word).flatMap(([kind, start]) => shards.paths(kind, start, HALVES)))];
}

function mendable(word) {
  return [...word].length >= SHORTEST && !/[0-9]/.test(word);
}

/** The kinds of shards in which words share a half with this one, and how that begins. */
function halves(word) {
  const letters = [...word];
  const half = letters.length >> 1;
  // Swapped letters in the middle touch both halves.
  const ending = letters.slice(letters.length > SHORTEST ? half + 1 : half).reverse();
  const found = [
    ["words", letters.slice(0, half).join("")],
    ["endings", ending.join("")],
  ];
  // Of four letters, they leave too little.
  if (letters.length === SHORTEST) found.push(["words", letters[0] + letters[2]]);
  return found;
}

/** Whether one slip makes `other` of `word`. */
export function slipped(word, other) {
  let start = 0;
  while (start < word.length && word[start] === other[start]) start += 1;
  const [one, two] = [word.slice(start), other.slice(start)];
  if (!one && !two) return false;
  return (
    one.slice(1) === two.slice(1) ||
    one.slice(1) === two ||
    one === two.slice(1) ||
    (one[0] === two[1] && one[1] === two[0] && one.slice(2) === two.slice(2))
  );
}
