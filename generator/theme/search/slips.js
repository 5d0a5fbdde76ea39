// Words that are one slip of the keyboard away: a letter lost, added, changed, or swapped with the next.
//
// A slip leaves the first or the second half of a word whole. So all candidates stand among the words that begin, and
// those that end, as the typed one does: two or three small files, fetched only for a word that stands nowhere.

const SHORTEST = 4;
const MOST = 6;

/** The words near `word`, which has no accents; the likeliest first. */
export async function near(word, shards) {
  const letters = [...word];
  if (letters.length < SHORTEST || /[0-9]/.test(word)) return [];
  const half = letters.length >> 1;
  // Swapped letters in the middle touch both halves.
  const ending = letters
    .slice(letters.length > SHORTEST ? half + 1 : half)
    .reverse()
    .join("");
  const found = await Promise.all([
    shards.within("words", letters.slice(0, half).join("")),
    shards.within("endings", ending),
  ]);
  const counts = new Map();
  for (const shard of found.flat()) {
    shard.words.split(" ").forEach((other, at) => {
      if (Math.abs(other.length - letters.length) <= 1) counts.set(other, shard.counts[at]);
    });
  }
  return [...counts]
    .filter(([other]) => slipped(word, plain(other)))
    .sort(([one, many], [other, more]) => kept(other, word) - kept(one, word) || more - many || (one < other ? -1 : 1))
    .slice(0, MOST)
    .map(([other]) => other);
}

const plain = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "");

// Few people miss a word's first letter.
const kept = (other, word) => (plain(other)[0] === word[0] ? 1 : 0);

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
