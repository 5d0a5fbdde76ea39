// By what members are chosen: which of them stay, and how many there would be for each further choice.

import { slugOf } from "./slug.js";

/** A column as a facet: the values' slugs, and the places of those that are chosen. `above` is the facet of `within`. */
export class Facet {
  constructor(name, column, above) {
    Object.assign(this, { name, column, above, chosen: new Set() });
    // One municipality may be called as another in a province elsewhere.
    const before = (value) => (name === "municipality" ? `${above.slugs[value.above]}.` : "");
    this.slugs = column.values.map((value) => before(value) + slugOf(value.label));
    this.size = this.slugs.length;
  }

  choose(slugs) {
    const places = slugs.map((slug) => this.slugs.indexOf(slug));
    this.chosen = new Set(places.filter((place) => place >= 0));
  }

  of(id) {
    return this.column.of(id);
  }
}

/**
 * The documents of `ids` that `groups` keep. A group is a list of facets that stand in for each other (places of any
 * size); a document must have a chosen value in each group where something is chosen.
 *
 * Returns {kept, counts, spared}: `counts`, for each facet of each group, how many documents each value would keep if it
 * were what is chosen in its group; `spared`, for each group, how many more there would be without its choice.
 */
export function sift(ids, groups) {
  const active = groups.map((facets) => facets.some(({ chosen }) => chosen.size));
  const counts = groups.map((facets) => facets.map(({ size }) => new Array(size).fill(0)));
  const spared = groups.map(() => 0);
  const kept = [];
  const add = (id, at) =>
    groups[at].forEach((facet, place) => {
      for (const value of facet.of(id)) counts[at][place][value] += 1;
    });
  for (const id of ids) {
    const missed = missing(id, groups, active);
    if (missed === undefined) continue;
    if (missed >= 0) {
      spared[missed] += 1;
      add(id, missed);
    } else {
      kept.push(id);
      for (let at = 0; at < groups.length; at += 1) add(id, at);
    }
  }
  return { kept, counts, spared };
}

/** The one group that a document misses, -1 where it misses none, undefined where it misses several. */
function missing(id, groups, active) {
  let missed = -1;
  for (let at = 0; at < groups.length; at += 1) {
    if (!active[at] || groups[at].some((facet) => facet.of(id).some((value) => facet.chosen.has(value)))) continue;
    if (missed >= 0) return undefined;
    missed = at;
  }
  return missed;
}
