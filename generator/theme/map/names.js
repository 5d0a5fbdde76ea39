// Names on the ground: those that have room at a zoom, the larger things first.

import { projected } from "./clusters.js";

/** The zooms, first and last, at which names are written, and their size in pixels: countries, regions, provinces, towns. */
export const RANKS = [
  { from: 4, to: 8, size: 12, weight: 400 },
  { from: 6, to: 9, size: 12, weight: 600 },
  { from: 8, to: 20, size: 12, weight: 600, dot: true },
  { from: 10, to: 20, size: 11, weight: 400, dot: true },
];
/** The name of a place stands below its dot. */
const BELOW = 10;
const AIR = 6;

/**
 * Add to those that are `standing` the names that have room beside them at a zoom, with their boxes in pixels of the
 * plane, and return all; `measure` gives a text's width.
 */
export function placed(labels, zoom, measure, standing = []) {
  for (const [rank, style] of RANKS.entries()) {
    if (zoom < style.from || zoom > style.to) continue;
    for (const [longitude, latitude, text, its] of labels) {
      if (its !== rank) continue;
      const { x, y: dot } = projected(latitude, longitude, zoom);
      const y = style.dot ? dot + BELOW : dot;
      const [half, tall] = [measure(text, style) / 2 + AIR, style.size / 2 + AIR / 2];
      const box = { west: x - half, east: x + half, north: (style.dot ? dot : y) - tall, south: y + tall };
      if (!standing.some((one) => overlap(one, box))) standing.push({ ...box, x, y, dot, text, style });
    }
  }
  return standing;
}

export function overlap(one, other) {
  return one.west < other.east && other.west < one.east && one.north < other.south && other.north < one.south;
}
