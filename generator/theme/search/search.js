// The search of the site: text in, records out. `open` gives a search of the index whose folder is `base`.
//
// A record is found when it holds each of the words, in any of its fields and in any inflection. A word that stands
// nowhere gives way to those that are one slip away; where no record holds all words, those that hold some are found.

import { Analysis } from "./analysis.js";
import { Column } from "./columns.js";
import { Bloom } from "./bloom.js";
import { PartialIndex, STAR } from "./index.js";
import { Query, inLanguage } from "./query.js";
import { ShardStale, Shards, termsFrom, wordsOf } from "./shards.js";
import { stem } from "./stem.js";
import { Wanted } from "./wanted.js";

export { ShardFailed } from "./shards.js";

const COMPLETIONS = 8;
const BOOST_EXACT = 4;

const RESULTS = 10;

// A file is kept for results that hold some of the words, where none holds them all.
const LIKELY = 1;

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
    this.query = new Query(this);
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
    this.nearby = new Map();
    this.query.lunr = undefined;
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
  search(text, { limit = RESULTS, from = 0, each, prefix = false, kinds, keep, soon = false } = {}) {
    return this.afresh(async () => {
      const fits = ({ id }) => (!kinds || kinds.includes(this.kind(id))) && (!keep || keep(id));
      const found = await this.find(text, prefix, fits);
      const hits = found.hits.filter(fits);
      const counts = {};
      const place = hits.map(({ id }) => (counts[this.kind(id)] = (counts[this.kind(id)] ?? 0) + 1));
      const shown = each ? hits.filter((_, at) => place[at] <= each) : hits.slice(from, from + limit);
      const some = soon ? this.soon(shown, found.left, Boolean(each)) : shown;
      const documents = await this.shown(some.map(({ id }) => id));
      const results = some.map((hit, at) => ({ ...hit, ...documents[at] }));
      return { ...found, total: hits.length, counts, results, hits };
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
    const starts = terms.filter((term) => term.endsWith(STAR)).map((term) => term.slice(0, -1));
    const found = ({ term, bare }) => terms.includes(term) || starts.some((start) => bare.startsWith(start));
    return pieces.map((piece) => [piece, this.analysis.words(piece).some(found)]);
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

  async find(text, prefix, fits = () => true) {
    if (inLanguage(text)) {
      const asked = await this.query.asked(text);
      if (asked) return asked;
    }
    const wanted = new Wanted(this, text, prefix || text.endsWith(STAR));
    const { groups, over } = wanted;
    if (!groups.length) return { hits: [], meant: null, partial: false, over, left: 0 };
    await wanted.fetch();
    let hits = await wanted.brought(this.match(wanted.telling, true), fits);
    let some = [];
    if (!hits.length) {
      some = await wanted.brought(this.match(wanted.telling, false), fits);
      if (!wanted.spent && !wanted.telling.some(({ begun }) => begun)) {
        // In case none of them was meant, the first of those that hold some of the words come at the same time.
        const first = this.soon(some.slice(0, RESULTS), LIKELY);
        await Promise.all([wanted.doubt(LIKELY), this.shown(first.map(({ id }) => id))]);
        hits = await wanted.brought(this.match(wanted.telling, true), fits);
      }
    }
    const partial = !hits.length && some.length > 0;
    return { hits: partial ? some : hits, meant: meant(groups, hits[0] ?? some[0]), partial, over, left: wanted.spare };
  }

  /** The terms of a word that may stand somewhere: its own, and what it would give without its accents. */
  may({ term, otherwise }) {
    return [...new Set([term, otherwise])].filter((one) => this.terms.may(one));
  }

  /** The first of those terms that exists. */
  async first(terms) {
    return (await this.load(terms)).slice(0, 1);
  }

  /** The terms of the words that begin so, be it that the beginning is a term of its own. */
  async beginning(start) {
    const shard = await this.shards.at("terms", start + STAR);
    this.current(shard);
    this.know(shard);
    const begun = shard.begun[start];
    const entry = typeof begun === "string" ? shard.begun[begun] : begun;
    const terms = entry ? [] : termsFrom(shard, start);
    if (entry) this.index.add(start + STAR, -1, entry);
    for (const term of terms) this.take(shard, term);
    return entry ? [start + STAR] : terms;
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

  take(shard, term) {
    this.current(shard);
    const at = shard.terms.indexOf(term);
    if (at < 0) return false;
    this.index.add(term, shard.first + at, shard.postings[at]);
    this.nearby.set(term, shard.near[at]?.split(" "));
    this.know(shard);
    return true;
  }

  /** Take in the documents that a shard brings along. */
  know(shard) {
    if (this.taken.has(shard)) return;
    this.taken.add(shard);
    for (const [id, shown] of Object.entries(shard.documents)) this.known.set(Number(id), shown);
  }

  /**
   * The first of `hits` that are shown without asking for more than `most` files, or one where there would be none to
   * show; with `gaps`, all such hits.
   */
  soon(hits, most, gaps = false) {
    const blocks = new Set();
    const room = this.known.has(hits[0]?.id) ? most : Math.max(most, 1);
    const near = ({ id }) => {
      const block = Math.floor(id / this.manifest.block);
      return this.known.has(id) || blocks.has(block) || (blocks.size < room && blocks.add(block));
    };
    if (gaps) return hits.filter(near);
    const end = hits.findIndex((hit) => !near(hit));
    return end < 0 ? hits : hits.slice(0, end);
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
}

function meant(groups, best) {
  if (!groups.some(({ exact, near }) => !exact.length && near?.length)) return null;
  const words = groups.map(({ word, exact, near }) => (exact.length || !near?.length ? word.spelled : near[0]));
  return best ? words.join(" ") : null;
}
