// Records as they are published: the text of the file, and its tree.

import { fetched } from "./elements.js";

/** Return the record's text by its path, from the shard that holds it; undefined where there is none. */
export async function recordText({ records, shards }, path) {
  const shard = crc(new TextEncoder().encode(path)) % shards;
  return (await fetched(`${records}${shard}.json`).catch(() => ({})))[path];
}

/** Return the slug in what somebody typed: a slug, or the address of a page. */
export function slugIn(text) {
  const parts = text.trim().replace(/[?#].*$/, "").split("/").filter(Boolean);
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(parts.at(-1) ?? "") ? parts.at(-1) : "";
}

function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
