// What stands for a member without a logo: its initials, in the colour of a track; the rules of
// generator/publishing/logo.py.

const BESIDE = "\"'.,:;!?&()[]<>/*#«»“”‘’-–";
const SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz";

export function initials(name) {
  const words = name.split(/[\s\x1c-\x1f\x85]+/u).map(bareWord).filter(Boolean);
  const first = (word) => [...word][0].toUpperCase();
  if (!words.length) return "·";
  return first(words[0]) + (words.length > 1 ? first(words.at(-1)) : "");
}

function bareWord(word) {
  const letters = [...word];
  while (letters.length && BESIDE.includes(letters[0])) letters.shift();
  while (letters.length && BESIDE.includes(letters.at(-1))) letters.pop();
  return letters.join("");
}

export function thread(slug) {
  return ((slug.length + SIGNS.indexOf(slug[0])) % 4) + 1;
}
