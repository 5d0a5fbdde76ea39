// The search of the site: text in, records out. `open` gives a search of the index whose folder is `base`.
//
// A record is found when it holds each of the words, in any of its fields and in any inflection. A word that stands
// nowhere gives way to those that are one slip away; where no record holds all words, those that hold some are found.

import { Analysis } from "./analysis.js";
import { Column } from "./columns.js";
import { Bloom } from "./bloom.js";
import { PartialIndex, clauses } from "./index.js";
import { ShardStale, Shards, wordsOf } from "./shards.js";
import { expect, near, slipped } from "./slips.js";
import { stem } from "./stem.js";

export { ShardFailed } from "./shards.js";

const COMPLETIONS = 8;
const BOOST_EXACT = 4;

// Longer words, and such as may have been meant, come from no more files than these.
const FILES = 3;

// So few letters are a slip away from too much.
const SHORT = 5;

/**
 * A search of the index at `base`, absolute or relative to the page. Nothing is fetched before it is needed. `manifest`
 * may be the promise of the parsed `index.json`, for a page that asks for it together with this script.
 */
export function open(base, { fetch = (...given) => globalThis.fetch(...given), manifest } = {}) {
  return new Search(new URL(base, globalThis.location?.href).href, fetch, manifest);
}

export class Search {
  constructor(base, fetch, manifest) {
    this.shards = new Shards(base, fetch, manifest);
    this.known = new Map();
    this.taken = new WeakSet();
  }

  /** Fetch what every search needs; worth doing when the field gets the focus. */
  async ready() {
    const manifest = await this.shards.open();
    if (this.manifest === manifest) return;
    this.manifest = manifest;
    this.analysis = new Analysis(manifest.lists, stem);
    this.index = new PartialIndex(manifest);
    this.terms = new Bloom(manifest.known);
    this.known.clear();
  }

  /**
   * What is found for `text`.
   *
   * `prefix`: the last word may be unfinished, unless a space follows it. `kinds`: only documents of these. `limit`,
   * `from`: which of the results to return with what they show; `each`: in their place, at most so many of each kind.
   * `keep`: a function that tells of a document's number whether it may be found.
   *
   * Returns {total, counts, results, hits, meant, partial}: `counts` says how many of each kind were found, `hits` are
   * all documents as {id, score, terms}, best first, `results` the asked for among them with {kind, address, title,
   * place, line} too; `meant` is the text with other words in place of those that stand nowhere, else null; `partial`
   * tells that no document holds all words.
   * Rejects with ShardFailed when a file does not come.
   */
  search(text, { limit = 10, from = 0, each, prefix = false, kinds, keep } = {}) {
    return this.afresh(async () => {
      const found = await this.find(text, prefix);
      const hits = found.hits.filter(({ id }) => (!kinds || kinds.includes(this.kind(id))) && (!keep || keep(id)));
      const counts = {};
      const place = hits.map(({ id }) => (counts[this.kind(id)] = (counts[this.kind(id)] ?? 0) + 1));
      const shown = each ? hits.filter((_, at) => place[at] <= each) : hits.slice(from, from + limit);
      const documents = await this.shown(shown.map(({ id }) => id));
      const results = shown.map((hit, at) => ({ ...hit, ...documents[at] }));
      return { total: hits.length, counts, results, hits, meant: found.meant, partial: found.partial };
    });
  }

  /** The text with the likeliest words in place of those that stand nowhere, null where there is nothing to mend. */
  suggest(text) {
    return this.afresh(async () => (await this.find(text, false)).meant);
  }

  /** Texts that `text` may become: its last word completed, the most frequent words first. */
  complete(text, { limit = COMPLETIONS } = {}) {
    return this.afresh(async () => {
      const [, start, typed] = /^(.*?)([^\s]*)$/su.exec(text);
      const word = this.analysis.words(typed).at(-1);
      if (!word) return [];
      const words = await this.starting(word.bare, limit);
      return words.map((spelled) => start + spelled);
    });
  }

  /**
   * What documents show, by their numbers: {kind, address, title, place, line, seeks, logo, status} each. For documents
   * that take turns, `turns` says in which files they come together.
   */
  documents(ids, turns) {
    return this.afresh(async () => {
      if (turns) await this.inTurn(ids, turns);
      return this.shown(ids);
    });
  }

  /** A text of a result in pieces, [text, whether it is a word for which the result was found], given its `terms`. */
  mark(text, terms) {
    const pieces = text.split(/([\p{L}\p{M}\p{N}]+)/u).filter(Boolean);
    return pieces.map((piece) => [piece, this.analysis.words(piece).some(({ term }) => terms.includes(term))]);
  }

  /** The fields in which a document that was found holds its `terms`. */
  where(id, terms) {
    return this.index.where(id, terms);
  }

  /** A file that lies beside the index, by its name. */
  file(name) {
    return this.afresh(() => this.shards.get(name));
  }

  /** A column of the index, by a name of `manifest.columns`: see Column. Only members have values. */
  column(name) {
    return this.afresh(async () => {
      const { columns } = await this.shards.get(`columns/${this.manifest.columns[name]}.json`);
      return new Column(columns[name]);
    });
  }

  /** Try; where the site was published anew in between, try once more with the new index. */
  async afresh(work) {
    try {
      await this.ready();
      return await work();
    } catch (error) {
      if (!(error instanceof ShardStale)) throw error;
      this.shards.forget();
      await this.ready();
      return work();
    }
  }

  async find(text, prefix) {
    if (OPERATORS.test(text)) {
      const asked = await this.asked(text);
      if (asked) return asked;
    }
    const words = this.analysis.named(text);
    if (!words.length) return { hits: [], meant: null, partial: false };
    const unfinished = prefix && !/\s$/u.test(text) ? words.length - 1 : -1;
    const groups = await Promise.all(words.map((word, at) => this.group(word, at === unfinished)));
    await Promise.all(groups.map((group) => (group.terms.length ? undefined : this.mend(group))));
    const telling = groups.some(({ legal }) => !legal) ? groups.filter(({ legal }) => !legal) : groups;
    let hits = this.match(telling, true);
    if (!hits.length && !telling.some(({ begun }) => begun)) {
      await Promise.all(telling.map((group) => (group.mended ? undefined : this.mend(group))));
      hits = this.match(telling, true);
    }
    const partial = !hits.length && telling.length > 1;
    if (partial) hits = this.match(telling, false);
    return { hits, meant: meant(groups, hits[0]), partial: partial && hits.length > 0 };
  }

  /** A word of a search: `exact` are its own terms, `terms` these and those of longer words; only such as exist. */
  async group(word, prefix) {
    const there = this.terms.may(word.term) || this.terms.may(word.otherwise);
    // What stands nowhere will have to be mended: that takes a round trip less when it is asked for now.
    if (!there) expect(word.bare, this.shards);
    if (prefix) this.shards.hasten("terms", word.bare);
    const [exact, longer] = await Promise.all([
      there ? this.own(word) : [],
      prefix ? this.starting(word.bare, COMPLETIONS).then((words) => this.loadFew(words, FILES)) : [],
    ]);
    // A few letters that begin words are no slip: they go on.
    const begun = longer.length > 0 && word.bare.length <= SHORT;
    return { word, exact, terms: [...new Set([...exact, ...longer])], begun };
  }

  /** The term of a word; where it stands nowhere, what the word would give without its accents. */
  async own(word) {
    const found = await this.load([word.term]);
    return found.length ? found : this.load([word.otherwise]);
  }

  /** Add the terms of words that are a slip away. What is a slip away from a legal form tells no more than that. */
  async mend(group) {
    group.mended = true;
    const form = [...this.analysis.legal].find((word) => word.length > SHORT && slipped(group.word.bare, word));
    group.legal = form !== undefined && !group.exact.length;
    group.near = group.legal ? [form] : await near(group.word.bare, this.shards);
    const terms = await this.loadFew(group.near, FILES);
    group.terms = [...new Set([...group.terms, ...terms])];
  }

  termsOf(words) {
    return words.map((word) => this.analysis.word(word).term);
  }

  match(groups, all) {
    const asked = all ? groups : groups.filter(({ terms }) => terms.length);
    if (!asked.length || asked.some(({ terms }) => !terms.length)) return [];
    // Another search may have met a newer index in between.
    if (asked.some(({ terms }) => !terms.every((term) => this.index.has(term)))) throw new ShardStale("index.json");
    return this.index.find(asked, all, BOOST_EXACT);
  }

  /** Fetch the postings of terms and return those terms that exist. */
  async load(terms) {
    const there = await Promise.all(
      [...new Set(terms)].map(async (term) => {
        if (this.index.has(term)) return true;
        const shard = await this.shards.at("terms", term);
        return this.take(shard, term);
      }),
    );
    return [...new Set(terms)].filter((_, at) => there[at]);
  }

  /** The terms of words, the likeliest first: those of the first so many files. */
  loadFew(words, most) {
    const files = new Set();
    return this.load(
      this.termsOf(words).filter((term) => {
        const file = this.shards.number("terms", term);
        return files.has(file) || (files.size < most && files.add(file));
      }),
    );
  }

  take(shard, term) {
    this.current(shard);
    const at = shard.terms.indexOf(term);
    if (at < 0) return false;
    this.index.add(term, shard.first + at, shard.postings[at]);
    this.know(shard);
    return true;
  }

  /** Take in the documents that a shard brings along. */
  know(shard) {
    if (this.taken.has(shard)) return;
    this.taken.add(shard);
    for (const [id, shown] of Object.entries(shard.documents)) this.known.set(Number(id), shown);
  }

  async inTurn(ids, turns) {
    const numbers = new Set(turns.filter((_, at) => !this.known.has(ids[at])));
    const files = await Promise.all([...numbers].map((number) => this.shards.get(`turns/${number}.json`)));
    files.forEach(this.current, this);
    files.forEach(this.know, this);
  }

  async starting(start, limit) {
    const shards = await this.shards.within("words", start);
    const found = shards.flatMap((shard) => wordsOf(shard).filter(({ bare }) => bare.startsWith(start)));
    return found
      .sort((one, other) => other.count - one.count)
      .slice(0, limit)
      .map(({ word }) => word);
  }

  async shown(ids) {
    const missing = ids.filter((id) => !this.known.has(id));
    const size = this.manifest.block;
    const numbers = [...new Set(missing.map((id) => Math.floor(id / size)))];
    const blocks = await Promise.all(numbers.map((number) => this.shards.block(number)));
    blocks.forEach(this.current, this);
    blocks.forEach(({ documents }, at) => {
      documents.forEach((document, place) => this.known.set(numbers[at] * size + place, document));
    });
    return ids.map((id) => {
      const [address, title, place = "", line = "", seeks = "", logo = "", status = ""] = this.known.get(id);
      return { kind: this.kind(id), address, title, place, line, seeks, logo, status };
    });
  }

  /** Throw where a shard came so late that a newer index has been taken up. */
  current({ generation }) {
    if (generation !== this.manifest.generation) throw new ShardStale("index.json");
  }

  kind(id) {
    const { kinds } = this.manifest;
    let at = kinds.length - 1;
    while (kinds[at][1] > id) at -= 1;
    return kinds[at][0];
  }

  /** What lunr's own query language finds, undefined where the text is none after all. */
  async asked(text) {
    const parsed = clauses(
      text,
      this.manifest.fields.map(([name]) => name),
    );
    if (!parsed) return undefined;
    const found = await Promise.all(parsed.map((clause) => this.clause(clause)));
    return { hits: this.index.ask(found.flat()), meant: null, partial: false };
  }

  /** A clause of lunr's language with the terms that it stands for. */
  async clause(clause) {
    if (clause.term.includes("*")) return [{ ...clause, terms: await this.like(clause.term) }];
    const words = this.analysis.named(clause.term);
    return Promise.all(
      words.map(async (word) => {
        const terms = await this.own(word);
        const more = clause.editDistance ? await this.load(this.termsOf(await near(word.bare, this.shards))) : [];
        return { ...clause, terms: [...new Set([...terms, ...more])] };
      }),
    );
  }

  async like(pattern) {
    const start = pattern.slice(0, pattern.indexOf("*"));
    const pieces = pattern.split("*").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const wanted = new RegExp(`^${pieces.join(".*")}$`, "su");
    const shards = await this.shards.within("terms", start);
    return shards.flatMap((shard) => shard.terms.filter((term) => wanted.test(term) && this.take(shard, term)));
  }
}

const OPERATORS = /(?:^|\s)[+-]\S|\S\*|\*\S|\S[:^~]\S/u;

function meant(groups, best) {
  if (!groups.some(({ exact, near }) => !exact.length && near?.length)) return null;
  const words = groups.map(({ word, exact, near }) => (exact.length || !near?.length ? word.spelled : near[0]));
  return best ? words.join(" ") : null;
}
