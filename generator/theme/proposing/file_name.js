// What a new record's file, and a new offer or need, are called.

import { shortName } from "./mismatch.js";

const LONGEST_NAME = 60;

/** Return the name of a new record's file. */
export function fileName(title) {
  const name = shortName(title.replace(/(?<=[\p{L}\p{N}])['’]s\b/gu, "s"));
  if (name.length <= LONGEST_NAME) return name;
  return name.slice(0, LONGEST_NAME + 1).replace(/-[^-]*$/, "").slice(0, LONGEST_NAME);
}

/** Return an id that no offer or need of `taken` has. */
export function freeId(title, taken) {
  const base = shortName(title ?? "").slice(0, 40).replace(/-+$/, "") || "item";
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}
