// The order of members when nothing was asked for: another one each day, the same all day for everyone.

const HAND = 3;
const SEED = "rotation";

/** The day in the federation's time zone, `2026-11-24`. */
export function dayOf(moment, zone) {
  const given = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" };
  const parts = new Intl.DateTimeFormat("en", given).formatToParts(moment);
  return ["year", "month", "day"].map((name) => parts.find(({ type }) => type === name).value).join("-");
}

/**
 * The numbers from 0 to `count` in the order of a day, for those of them that somebody chose. Results come in blocks of
 * so many documents, and neighbours in a block are neighbours on the map: members of a few blocks are mixed at a time,
 * so that the first come from several places and yet in a few files. Every member has the same chance to stand first.
 */
export function fairly(count, block, day) {
  const dice = diced(day);
  const blocks = shuffled(Array.from({ length: Math.ceil(count / block) }, (_, at) => at), dice);
  const order = [];
  for (let at = 0; at < blocks.length; at += HAND) {
    const hand = blocks.slice(at, at + HAND).flatMap((number) => numbers(number * block, block, count));
    order.push(...shuffled(hand, dice));
  }
  return order;
}

/**
 * All numbers from 0 to `count` in the order of a day, each as {id, turn}: `turn` is the file of `size` documents in
 * which it comes, as generator/search/rotation.py fills them. The first come in one file, and from all over the place;
 * the file is that of a member that the day picks, so that each has the same chance to stand first in whatever file.
 */
export function inTurn(count, size, day) {
  const order = shuffled(numbers(0, count, count), diced(SEED));
  const dice = diced(day);
  const first = Math.floor((dice() * count) / size);
  const turns = shuffled(Array.from({ length: Math.ceil(count / size) }, (_, at) => at), dice);
  const all = [first, ...turns.filter((turn) => turn !== first)];
  return all.flatMap((turn) => {
    const some = shuffled(order.slice(turn * size, turn * size + size), dice);
    return some.map((id) => ({ id, turn }));
  });
}

function numbers(start, size, end) {
  return Array.from({ length: Math.min(size, end - start) }, (_, at) => start + at);
}

function shuffled(list, dice) {
  for (let left = list.length; left > 1; left -= 1) {
    const at = Math.floor(dice() * left);
    [list[at], list[left - 1]] = [list[left - 1], list[at]];
  }
  return list;
}

/** Numbers from 0 to 1 that a text decides: Mulberry32, seeded by FNV-1a. */
function diced(text) {
  let seed = 0x811c9dc5;
  for (const letter of text) seed = Math.imul(seed ^ letter.codePointAt(0), 0x01000193);
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
