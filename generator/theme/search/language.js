// What is written in lunr's query language, scored by lunr itself. A script of its own, with lunr: few searches need it.

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

/** A partial index as lunr knows it; it learns the terms that were added in between when it is asked. */
export class Language {
  constructor(index) {
    Object.assign(this, { index, inverted: Object.create(null), vectors: Object.create(null) });
  }

  /**
   * What lunr finds for the clauses that `build` puts into its query; best first, equals in the order of documents.
   * A clause that goes through the pipeline names a group of `groups`, which stands for any of that group's terms.
   */
  query(build, groups = new Map()) {
    this.learn();
    const whole = new lunr.Index({
      invertedIndex: this.inverted,
      fieldVectors: this.vectors,
      tokenSet: lunr.TokenSet.fromArray(this.vocabulary(groups)),
      fields: this.index.names,
      pipeline: { runString: (term) => groups.get(term) ?? [term] },
    });
    const found = whole.query(build).map(({ ref, score, matchData }) => {
      // Digits that the order of additions makes do not decide.
      return { id: Number(ref), score: Math.round(score * 1e9) / 1e9, terms: matchData.terms };
    });
    return found.sort((one, other) => other.score - one.score || one.id - other.id);
  }

  learn() {
    const { known, names } = this.index;
    for (const [term, { place }] of known) {
      // Beginnings that are terms have no place among those that lunr knows.
      if (term in this.inverted || place < 0) continue;
      const posting = Object.create(null, { _index: { value: place, enumerable: true } });
      for (const name of names) posting[name] = Object.create(null);
      for (const [document, field, weight] of this.index.weighed(term)) {
        posting[names[field]][document] = NOTHING;
        const vector = (this.vectors[`${names[field]}/${document}`] ??= new lunr.Vector());
        vector.insert(place, weight);
      }
      this.inverted[term] = posting;
    }
  }

  /** The terms that a query may name: those of its groups, or all where it has none. */
  vocabulary(groups) {
    const terms = groups.size ? new Set([...groups.values()].flat()) : Object.keys(this.inverted);
    return [...terms].sort();
  }

  /** The documents for clauses of lunr's language, each with the terms that it stands for. */
  ask(asked) {
    const stands = new Map(asked.map(({ terms }, at) => [`${at}`, terms]));
    const wanted = asked.some(({ terms, presence }) => presence === lunr.Query.presence.REQUIRED && !terms.length);
    if (wanted || asked.every(({ presence }) => presence === lunr.Query.presence.PROHIBITED)) return [];
    return this.query((query) => {
      asked.forEach(({ fields, boost, presence }, at) => query.clause({ term: `${at}`, fields, boost, presence }));
    }, stands);
  }
}
