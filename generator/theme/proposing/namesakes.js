// Names that are nearly the same: the twin of `generator/checking/namesakes.py` for one name against all others.

const EVERY = 10;
const IN_WORD = 5;

/** Return a text without case, accents, apostrophes and hyphens: "L'Aquila" gives "l aquila". */
export function foldedName(text) {
  const letters = text.toUpperCase().toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return letters.replace(/[^a-z0-9]+/g, " ").trim();
}

/** Return a name's words without those of legal forms, which `dropped` has. */
export function coreName(name, dropped) {
  let words = name.split(/\s+/).flatMap((word) => foldedName(word).split(" ")).filter(Boolean);
  if (words.some((word) => word.length === 1)) {
    words = words.join(" ").replace(/\b[a-z](?: [a-z]\b)+/g, (run) => run.replaceAll(" ", "")).split(" ");
  }
  const kept = words.filter((word) => !dropped.has(word));
  return kept.length ? kept : words.length ? words : [name.toLowerCase()];
}

/** Tell whether two names, given as their words, are nearly the same. */
export function nearlySame(one, other) {
  if ([...one].sort().join(" ") === [...other].sort().join(" ")) return true;
  const [short, long] = [one.join(""), other.join("")].sort((a, b) => a.length - b.length);
  if (short.length < EVERY - 1 || long.length - short.length > Math.floor(long.length / EVERY)) return false;
  if (one.length !== other.length) return short === long;
  const slips = Math.floor(long.length / EVERY);
  const differing = one.map((word, at) => [word, other[at]]).filter(([word, twin]) => word !== twin);
  return differing.length <= slips && differing.every(([word, twin]) => slipped(word, twin, slips));
}

function slipped(word, twin, slips) {
  const allowed = Math.min(slips, Math.max(1, Math.floor(word.length / IN_WORD)));
  const digits = (text) => (text.match(/[0-9]+/g) ?? []).join(" ");
  return Math.abs(word.length - twin.length) <= allowed && within(word, twin, allowed) && digits(word) === digits(twin);
}

function within(one, other, slips) {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const [left, right] = [one.slice(same), other.slice(same)];
  if (!left || !right || !slips) return left.length + right.length <= slips;
  const swapped = left[0] === right[1] && left[1] === right[0];
  return (
    (swapped && within(left.slice(2), right.slice(2), slips - 1)) ||
    within(left.slice(1), right.slice(1), slips - 1) ||
    within(left.slice(1), right, slips - 1) ||
    within(left, right.slice(1), slips - 1)
  );
}
