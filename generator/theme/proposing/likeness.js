// The word most like a wrong one: Python's `difflib`, as `generator/reading/guessing.py` uses it.

const FAR = 0.6;
const LONGEST_WORD = 60;

/** Return the likeness of two texts from 0 to 1 (Ratcliff and Obershelp), for texts of less than 200 letters. */
export function likeness(one, other) {
  const total = one.length + other.length;
  return total ? (2 * matching(one, other, 0, one.length, 0, other.length)) / total : 1;
}

function matching(one, other, oneLow, oneHigh, otherLow, otherHigh) {
  const [at, to, size] = longestMatch(one, other, oneLow, oneHigh, otherLow, otherHigh);
  if (!size) return 0;
  return (
    size +
    matching(one, other, oneLow, at, otherLow, to) +
    matching(one, other, at + size, oneHigh, to + size, otherHigh)
  );
}

function longestMatch(one, other, oneLow, oneHigh, otherLow, otherHigh) {
  let best = [oneLow, otherLow, 0];
  let before = new Map();
  for (let at = oneLow; at < oneHigh; at += 1) {
    const lengths = new Map();
    for (let to = otherLow; to < otherHigh; to += 1) {
      if (one[at] !== other[to]) continue;
      const size = (before.get(to - 1) ?? 0) + 1;
      lengths.set(to, size);
      if (size > best[2]) best = [at - size + 1, to - size + 1, size];
    }
    before = lengths;
  }
  return best;
}

/** Return the word most like a wrong one, whatever its case; undefined when nothing is close. */
export function closest(wrong, right) {
  const plain = [...wrong].slice(0, LONGEST_WORD).join("").trim().toLowerCase().replace(/[ -]/g, "_");
  const words = new Map([...right].map((word) => [word.toLowerCase(), word]));
  const ranked = [...words.keys()]
    .map((word) => [likeness(word, plain), word])
    .filter(([worth]) => worth >= FAR)
    .sort(([one, a], [other, b]) => other - one || (a < b ? 1 : -1));
  return words.get(ranked[0]?.[1]);
}
