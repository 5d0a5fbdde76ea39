// A text in lunr's query language: its clauses ask for their terms here, and lunr scores what they find.

import { ShardFailed } from "./shards.js";
import { near } from "./slips.js";

const OPERATORS = /(?:^|\s)[+-]\S|\S\*|\*\S|\S[:^~]\S/u;

// A clause of lunr's language looks for its terms in no more files than these.
const WIDE = 4;
const CLAUSES = 6;

/** Whether a text may be in that language: its script is fetched for such texts alone. */
export function inLanguage(text) {
  return OPERATORS.test(text);
}

export class Query {
  constructor(search) {
    this.search = search;
    this.tries = 0;
  }

  /** The script that knows lunr's query language. */
  async script() {
    try {
      // An address that failed once would fail for good in some browsers; another does not.
      return await import(new URL(LANGUAGE, import.meta.url).href + (this.tries ? `?again=${this.tries}` : ""));
    } catch (error) {
      this.tries += 1;
      throw new ShardFailed(LANGUAGE, error.message);
    }
  }

  /** The index as lunr knows it. */
  async language() {
    const { Language } = await this.script();
    return (this.lunr ??= new Language(this.search.index));
  }

  /** What lunr's own query language finds, undefined where the text is none after all. */
  async asked(text) {
    const { clauses } = await this.script();
    const parsed = clauses(text, this.search.index.names);
    if (!parsed || parsed.length > CLAUSES || parsed.some(({ term }) => this.wide(term))) return undefined;
    const found = await Promise.all(parsed.map((clause) => this.clause(clause)));
    return { hits: (await this.language()).ask(found.flat()), meant: null, partial: false, over: [], left: 0 };
  }

  /** A clause of lunr's language with the terms that it stands for. */
  async clause(clause) {
    if (clause.term.includes("*")) return [{ ...clause, terms: await this.like(clause.term) }];
    const words = this.search.analysis.named(clause.term);
    return Promise.all(
      words.map(async (word) => {
        const terms = await this.search.first(this.search.may(word));
        const more = clause.editDistance ? await this.search.load(this.search.termsOf(await near(word.bare, this.search.shards))) : [];
        return { ...clause, terms: [...new Set([...terms, ...more])] };
      }),
    );
  }

  /** Whether terms that a pattern stands for lie in too many files. */
  wide(pattern) {
    return pattern.includes("*") && this.search.shards.paths("terms", pattern.slice(0, pattern.indexOf("*"))).length > WIDE;
  }

  async like(pattern) {
    const start = pattern.slice(0, pattern.indexOf("*"));
    const pieces = pattern.split("*").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const wanted = new RegExp(`^${pieces.join(".*")}$`, "su");
    const shards = await this.search.shards.within("terms", start);
    return shards.flatMap((shard) => shard.terms.filter((term) => wanted.test(term) && this.search.take(shard, term)));
  }
}
