// A lunr index that holds only those terms that searches asked for. What lunr works out of it is what it would work out
// of the whole: a score is made of the query's terms alone (`lunr.Vector.similarity`).

import lunr from "./lunr.js";

const NOTHING = Object.freeze({});

/** What a document holds of a search: its terms. lunr's own also gathers metadata, which our index has none of. */
class Match {
  constructor(term) {
    this.terms = [term];
  }

  add(term) {
    this.terms.push(term);
  }

  combine({ terms }) {
    for (const term of terms) if (!this.terms.includes(term)) this.terms.push(term);
  }
}

lunr.MatchData = Match;

export class PartialIndex {
  constructor({ fields, b, k1, count, totals }) {
    this.names = fields.map(([name]) => name);
    this.boosts = fields.map(([, boost]) => boost);
    Object.assign(this, { b, k1, count, averages: totals.map((total) => total / count) });
    this.inverted = Object.create(null);
    this.vectors = Object.create(null);
  }

  has(term) {
    return term in this.inverted;
  }

  /** Take in the postings of a term, the `place`th of all in their order, as `Shards._entry` wrote them. */
  add(term, place, entry) {
    if (this.has(term)) return;
    const posting = Object.create(null, { _index: { value: place, enumerable: true } });
    for (const name of this.names) posting[name] = Object.create(null);
    const found = postings(entry);
    const idf = Math.log(1 + Math.abs((this.count - found.length + 0.5) / (found.length + 0.5)));
    for (const [document, field, times, length] of found) {
      posting[this.names[field]][document] = NOTHING;
      const reference = `${this.names[field]}/${document}`;
      const vector = (this.vectors[reference] ??= new lunr.Vector());
      vector.insert(place, this.weight(idf, field, times, length));
    }
    this.inverted[term] = posting;
  }

  weight(idf, field, times, length) {
    const norm = this.k1 * (1 - this.b + this.b * (length / this.averages[field])) + times;
    return Math.round(((idf * ((this.k1 + 1) * times)) / norm) * this.boosts[field] * 1000) / 1000;
  }

  /**
   * What lunr finds for the clauses that `build` puts into its query; best first, equals in the order of documents.
   * A clause that goes through the pipeline names a group of `groups`, which stands for any of that group's terms.
   */
  query(build, groups = new Map()) {
    const index = new lunr.Index({
      invertedIndex: this.inverted,
      fieldVectors: this.vectors,
      tokenSet: lunr.TokenSet.fromArray(this.vocabulary(groups)),
      fields: this.names,
      pipeline: { runString: (term) => groups.get(term) ?? [term] },
    });
    return index
      .query(build)
      .map(({ ref, score, matchData }) => ({
        id: Number(ref),
        score: Math.round(score * 1e9) / 1e9,
        terms: matchData.terms,
      }))
      .sort((one, other) => other.score - one.score || one.id - other.id);
  }

  /** The terms that a query may name: those of its groups, or all where it has none. */
  vocabulary(groups) {
    const terms = groups.size ? new Set([...groups.values()].flat()) : Object.keys(this.inverted);
    return [...terms].sort();
  }

  /**
   * The documents for groups of terms, of each of which a document must hold one where `all`; own terms count more.
   *
   * lunr could ask for each group itself (`presence.REQUIRED`), with the same result, but joins sets of all documents
   * anew for each term and field; what a document holds is known from its match.
   */
  find(groups, all, boost) {
    const stands = new Map();
    groups.forEach(({ exact, terms }, at) => stands.set(`${at}`, terms).set(`${at} exact`, exact));
    const found = this.query((query) => {
      groups.forEach(({ exact, terms }, at) => {
        query.clause({ term: `${at}` });
        if (exact.length && exact.length < terms.length) query.clause({ term: `${at} exact`, boost: boost - 1 });
      });
    }, stands);
    if (!all || groups.length < 2) return found;
    const wanted = groups.map(({ terms }) => new Set(terms));
    return found.filter(({ terms }) => wanted.every((group) => terms.some((term) => group.has(term))));
  }

  /** The documents for clauses of lunr's language, each with the terms that it stands for. */
  ask(clauses) {
    const stands = new Map(clauses.map(({ terms }, at) => [`${at}`, terms]));
    const wanted = clauses.some(({ terms, presence }) => presence === lunr.Query.presence.REQUIRED && !terms.length);
    if (wanted || clauses.every(({ presence }) => presence === lunr.Query.presence.PROHIBITED)) return [];
    return this.query((query) => {
      clauses.forEach(({ fields, boost, presence }, at) => query.clause({ term: `${at}`, fields, boost, presence }));
    }, stands);
  }
}

/** The clauses of a text in lunr's query language, undefined where it is not in that language. */
export function clauses(text, fields) {
  const query = new lunr.Query(fields);
  try {
    new lunr.QueryParser(text, query).parse();
  } catch {
    return undefined;
  }
  return query.clauses;
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
