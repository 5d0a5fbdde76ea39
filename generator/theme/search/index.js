// A lunr index that holds only those terms that searches asked for. What lunr works out of it is what it would work out
// of the whole: a score is made of the query's terms alone (`lunr.Vector.similarity`). Words are scored here, by the same
// rule; what is written in lunr's query language, lunr scores itself (`language.js`).

/** Stands behind a beginning of words that is a term of its own, as generator/search/beginnings.py has it. */
export const STAR = "*";

export class PartialIndex {
  constructor({ fields, b, k1, count, totals }) {
    this.names = fields.map(([name]) => name);
    this.boosts = fields.map(([, boost]) => boost);
    Object.assign(this, { b, k1, count, averages: totals.map((total) => total / count) });
    this.known = new Map();
  }

  has(term) {
    return this.known.has(term);
  }

  /** How many documents hold a term. */
  size(term) {
    return this.known.get(term)?.ids.length ?? 0;
  }

  /** Take in the postings of a term, the `place`th of all in their order, as `inverted.entries` wrote them. */
  add(term, place, entry) {
    if (!this.has(term)) this.known.set(term, { place, entry, ...this.summed(entry) });
  }

  /** The documents of postings in their order, each with its weights in all fields together, and a bit for each field. */
  summed(entry) {
    const found = postings(entry);
    const idf = this.idf(found);
    const slots = new Map();
    for (const [document] of found) slots.set(document, 0);
    const ids = Int32Array.from(slots.keys()).sort();
    ids.forEach((id, slot) => slots.set(id, slot));
    const [weights, fields] = [new Float64Array(ids.length), new Uint32Array(ids.length)];
    for (const [document, field, times, length] of found) {
      const slot = slots.get(document);
      weights[slot] += this.weight(idf, field, times, length);
      fields[slot] |= 1 << field;
    }
    return { ids, weights, fields };
  }

  idf({ length }) {
    return Math.log(1 + Math.abs((this.count - length + 0.5) / (length + 0.5)));
  }

  weight(idf, field, times, length) {
    const norm = this.k1 * (1 - this.b + this.b * (length / this.averages[field])) + times;
    return Math.round(((idf * ((this.k1 + 1) * times)) / norm) * this.boosts[field] * 1000) / 1000;
  }

  /** The fields in which a document holds any of those terms. */
  where(id, terms) {
    let held = 0;
    for (const term of terms) {
      const { ids, fields } = this.known.get(term) ?? {};
      const slot = ids ? ids.indexOf(id) : -1;
      if (slot >= 0) held |= fields[slot];
    }
    return this.names.filter((_, field) => held & (1 << field));
  }

  /** The postings of a term as [document, field, weight]. */
  weighed(term) {
    const found = postings(this.known.get(term).entry);
    const idf = this.idf(found);
    return found.map(([document, field, ...more]) => [document, field, this.weight(idf, field, ...more)]);
  }

  /**
   * The documents for groups of terms, of each of which a document must hold one where `all`; own terms count more.
   *
   * The same as lunr finds for such clauses (`presence.REQUIRED`), and in the same order, which a test holds. It is
   * asked with each letter that somebody types, and lunr makes an object of each field of each document.
   */
  find(groups, all, boost) {
    const scores = new Float64Array(this.count);
    const [held, last] = [new Int32Array(this.count), new Int32Array(this.count)];
    const boosts = new Map();
    groups.forEach(({ exact, terms }, at) => {
      const own = exact.length < terms.length ? boost : 1;
      for (const term of terms) {
        const times = exact.includes(term) ? own : 1;
        boosts.set(term, (boosts.get(term) ?? 0) + times);
        const { ids, weights } = this.known.get(term);
        for (let slot = 0; slot < ids.length; slot += 1) {
          const id = ids[slot];
          scores[id] += weights[slot] * times;
          if (last[id] <= at) held[id] += 1;
          last[id] = at + 1;
        }
      }
    });
    const length = Math.sqrt([...boosts.values()].reduce((sum, one) => sum + one * one, 0));
    const least = all ? groups.length : 1;
    const hits = [];
    const hitOf = new Array(this.count);
    held.forEach((number, id) => {
      if (number >= least) hits.push((hitOf[id] = { id, score: rounded(scores[id] / length), terms: [] }));
    });
    for (const term of boosts.keys()) {
      for (const id of this.known.get(term).ids) hitOf[id]?.terms.push(term);
    }
    return hits.sort((one, other) => other.score - one.score);
  }
}

/** A score without what the order of additions makes of its last digits. */
function rounded(score) {
  return Math.round(score * 1e9) / 1e9;
}

function postings(entry) {
  const found = [];
  for (let at = 0; at < entry.length;) {
    const field = entry[at];
    let left = entry[at + 1];
    let document = 0;
    for (at += 2; left > 0; left -= 1) {
      document += entry[at++];
      const times = entry[at] < 0 ? -entry[at++] : 1;
      found.push([document, field, times, entry[at++]]);
    }
  }
  return found;
}
