// The municipalities, as `places.json` has them: by code, by name, and by what somebody types.

import { foldedName } from "./namesakes.js";

/** `municipalities`: rows of code, name, other name, province, postcodes, latitude, longitude, whether these are exact. */
export class Places {
  constructor({ municipalities, former }) {
    this.byCode = new Map();
    this.byName = new Map();
    this.formerly = new Map(former);
    for (const [code, name, other, province, postcodes, latitude, longitude, exact] of municipalities) {
      const place = { code, name, other, province, postcodes: postcodes.split(" ").filter(Boolean), latitude, longitude, exact: exact === 1 };
      this.byCode.set(code, place);
      for (const one of new Set([name, other].filter(Boolean).map(foldedName))) this.byName.set(one, [...(this.byName.get(one) ?? []), place]);
    }
  }

  has(code) {
    return this.byCode.has(code);
  }

  get(code) {
    return this.byCode.get(code);
  }

  /** Return those of exactly this name, case and accents aside. */
  named(name) {
    return this.byName.get(foldedName(name)) ?? [];
  }

  /** Return what a code that is no longer in use stands for today. */
  former(code) {
    return this.byCode.get(this.formerly.get(code));
  }

  /** Return up to `limit` whose name begins with what is typed, then those that hold it as a word's beginning. */
  search(text, limit) {
    const wanted = foldedName(text);
    const [first, then] = [[], []];
    for (const [name, places] of wanted ? this.byName : []) {
      if (name.startsWith(wanted)) first.push(...places);
      else if (` ${name}`.includes(` ${wanted}`)) then.push(...places);
    }
    // The more postcodes, the larger the town, and the likelier is it meant.
    const largest = (one, other) => other.postcodes.length - one.postcodes.length || one.name.localeCompare(other.name);
    return [...new Set([...first.sort(largest), ...then.sort(largest)])].slice(0, limit);
  }
}
