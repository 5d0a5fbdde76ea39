// The columns in use as facets, each fetched once; what is chosen in them follows what is asked for.

import { FACETS } from "./address.js";
import { Facet } from "./facets.js";

/** Facets that stand in for each other: a member is somewhere, be that a region, a province or a municipality. */
const PLACES = ["region", "province", "municipality"];
const ABOVE = { province: "region", municipality: "province" };
const NO_PLACES = Object.freeze([]);
const YES = Object.freeze([0]);

export class Columns {
  constructor(search, { labels, values }) {
    Object.assign(this, { search, labels, values, made: new Map() });
  }

  /** The groups of those facets, with what `chosen` says; a facet brings along those that it lies within. */
  async groups(names, chosen) {
    const wanted = new Set(names.flatMap((name) => (PLACES.includes(name) ? PLACES : [name])));
    const facets = await Promise.all(FACETS.filter((name) => wanted.has(name)).map((name) => this.facet(name)));
    for (const facet of facets) facet.choose(chosen[facet.name] ?? []);
    const places = facets.filter(({ name }) => PLACES.includes(name));
    return [...(places.length ? [places] : []), ...facets.filter((one) => !places.includes(one)).map((one) => [one])];
  }

  facet(name) {
    if (!this.made.has(name)) {
      const coming = this.make(name);
      this.made.set(name, coming);
      coming.catch(() => this.made.delete(name));
    }
    return this.made.get(name);
  }

  async make(name) {
    const [column, above] = await Promise.all([this.search.column(name), ABOVE[name] && this.facet(ABOVE[name])]);
    if (name !== "contact") return new Facet(name, column, above);
    const values = column.numbers.some(Boolean) ? [{ label: this.labels.contact }] : [];
    const facet = new Facet(name, { values, of: (id) => (column.numbers[id] ? YES : NO_PLACES) });
    facet.slugs = facet.slugs.map(() => this.values.contact);
    return facet;
  }
}

/** What is asked for, with the value at a place chosen or no longer: what it lies within, or holds, gives way to it. */
export function choosing(state, facet, place, groups) {
  const facets = groups.find((group) => group.includes(facet));
  const chosen = Object.fromEntries(Object.entries(state.chosen).map(([name, slugs]) => [name, [...slugs]]));
  const without = (one, places) => {
    chosen[one.name] = (chosen[one.name] ?? []).filter((slug) => !places.includes(one.slugs.indexOf(slug)));
  };
  const adding = !facet.chosen.has(place);
  without(facet, [place]);
  if (adding) {
    chosen[facet.name].push(facet.slugs[place]);
    for (let [one, at] = [facet, place]; one.above; ) {
      at = one.column.values[at].above;
      one = one.above;
      without(one, [at]);
    }
    let inside = [place];
    for (const one of facets.slice(facets.indexOf(facet) + 1)) {
      inside = one.slugs.map((_, at) => at).filter((at) => inside.includes(one.column.values[at].above));
      without(one, inside);
    }
  }
  return { ...state, chosen };
}
