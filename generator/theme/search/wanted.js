// What a search wants of the index: its words as groups of terms, from so few files that a first search is soon there.
//
// Each word asks for the file of its term, an unfinished one also for that of the words that begin so. A word that stands
// nowhere asks for some lists of words, and for the terms of some words in them. Whatever somebody types, these are no
// more than FILES files; those that are left may be asked for by what results show.
//
// A first search has three round trips: the manifest, the words' own files, and one more, which is either for what may
// have been meant or for what results show. What it is for the one, it cannot be for the other.

import { expect, lists, near, slipped, variants } from "./slips.js";
import { bare } from "./analysis.js";
import { STAR } from "./index.js";

const FILES = 7;

// Of more words, the longest are looked for: they tell the most.
const WORDS = 5;

// Words that may have been meant come from no more files than these; two or three lists say which they are.
const NEAR = 3;

// So few letters are a slip away from too much.
const SHORT = 5;

export class Wanted {
  constructor(search, text, prefix) {
    const words = search.analysis.named(text);
    const unfinished = prefix && !/\s$/u.test(text) ? words.at(-1) : undefined;
    const longest = [...words].sort((one, other) => other.bare.length - one.bare.length).slice(0, WORDS);
    this.search = search;
    this.over = words.filter((word) => !longest.includes(word)).map(({ spelled }) => spelled);
    this.groups = words
      .filter((word) => longest.includes(word))
      .map((word) => ({ word, unfinished: word === unfinished, may: search.may(word), exact: [], terms: [] }));
    this.files = new Set(this.groups.flatMap((group) => this.filesOf(group)));
    this.lists = 0;
    this.kept = 0;
    this.spent = false;
  }

  /** Files that may still be asked for. */
  get left() {
    return FILES - this.files.size - this.lists - this.kept;
  }

  /** Files that what results show may still ask for: none where it would be a round trip too late. */
  get spare() {
    return this.spent ? 0 : this.left;
  }

  /**
   * Of `hits`, where the last round trip is spent, those first that the files of terms brought along; none where there
   * are some that `fits` accepts, and nothing of these came. What was asked for before does not count: the same search
   * has the same answer each time.
   */
  async brought(hits, fits) {
    const best = hits.find(fits);
    if (!this.spent || !best) return hits;
    const shards = await Promise.all([...this.files].map((number) => this.search.shards.get(`terms/${number}.json`)));
    const came = ({ id }) => shards.some(({ documents }) => id in documents);
    if (came(best)) return hits;
    const here = hits.filter(came);
    return here.some(fits) ? [...here, ...hits.filter((hit) => !came(hit))] : [];
  }

  /** The groups that tell something: legal forms do so only where there is nothing else. */
  get telling() {
    const telling = this.groups.filter(({ legal }) => !legal);
    return telling.length ? telling : this.groups;
  }

  filesOf({ word, unfinished, may }) {
    return [...may, ...(unfinished ? [word.bare + STAR] : [])].map((term) => this.search.shards.number("terms", term));
  }

  /** Fetch the terms of all words, and of what may have been meant in place of those that stand nowhere. */
  async fetch() {
    // What stands nowhere will have to be mended: that takes a round trip less when it is asked for now.
    const lost = this.groups.filter(({ may }) => !may.length);
    const expected = this.mending(lost);
    for (const { word } of expected) expect(word.bare, this.search.shards);
    await Promise.all(this.groups.map((group) => this.own(group)));
    const missing = this.groups.filter(({ terms }) => !terms.length);
    const late = this.mending(missing.filter((group) => !lost.includes(group)));
    this.spent = expected.length > 0 || late.length > 0;
    const soon = missing.filter((group) => !late.includes(group));
    await Promise.all([this.mend(soon, expected), ...late.map((group, at) => this.hurry(group, soon.length + late.length - at - 1))]);
  }

  /**
   * Mend a word that the filter took for one that stands somewhere. The lists of words come together with the terms of
   * all that it may have been meant for and the filter knows, in files that are left but for `others`: to wait for the
   * lists would be a round trip too late.
   */
  async hurry(group, others) {
    const { search } = this;
    const terms = search.termsOf(variants(group.word.bare)).filter((term) => search.terms.may(term));
    const known = search.load(this.within(terms, Math.min(NEAR, this.left - others)));
    group.near = await near(group.word.bare, search.shards);
    await known;
    group.terms = await search.load(this.within(search.termsOf(group.near), 0));
  }

  async own(group) {
    const { search } = this;
    const [exact, longer] = await Promise.all([
      search.first(group.may),
      group.unfinished ? search.beginning(group.word.bare) : [],
    ]);
    // A few letters that begin words are no slip: they go on.
    const begun = longer.length > 0 && group.word.bare.length <= SHORT;
    Object.assign(group, { exact, begun, terms: [...new Set([...exact, ...longer])] });
  }

  /** Those of the groups whose words may be looked for in the lists: as many as there are files left for. */
  mending(groups) {
    for (const group of groups) group.form = this.form(group.word.bare);
    let room = this.left;
    return groups.filter(({ word, form }) => {
      const files = form ? 0 : lists(word.bare, this.search.shards).length;
      // One more, at least, for the terms of what is found in them.
      if (!files || files + 1 > room) return false;
      room -= files + 1;
      this.lists += files;
      return true;
    });
  }

  /** The legal form that a word is a slip away from: it tells no more than that. */
  form(bare) {
    return [...this.search.analysis.legal].find((word) => word.length > SHORT && slipped(bare, word));
  }

  async mend(missing, looked) {
    for (const group of missing) {
      group.legal = group.form !== undefined;
      group.near = group.legal ? [group.form] : [];
    }
    const some = missing.filter((group) => looked.includes(group));
    await Promise.all(some.map(async (group) => (group.near = await near(group.word.bare, this.search.shards))));
    await this.add(missing);
  }

  /** All words stand somewhere, and yet no document holds them all: take in what may have been meant by any of them. `kept` files are for others. */
  async doubt(kept) {
    this.kept = kept;
    this.spent = true;
    const rarest = this.telling.filter(({ near, exact }) => !near && exact.length);
    const size = ({ terms }) => terms.reduce((sum, term) => sum + this.search.index.size(term), 0);
    rarest.sort((one, other) => size(one) - size(other));
    for (const group of rarest) {
      const near = group.exact.flatMap((term) => this.search.nearby.get(term) ?? []);
      group.near = near.filter((word) => slipped(group.word.bare, bare(word)));
    }
    await this.add(rarest, false);
  }

  /** Add the terms of words that are near, from so many files as are left; `even`: something for each group. */
  async add(groups, even = true) {
    const { search } = this;
    const { size } = this.files;
    const asked = groups.map((group, at) => {
      const most = Math.min(NEAR, this.left - (even ? groups.length - 1 - at : 0));
      return this.within(search.termsOf(group.near), most);
    });
    this.spent ||= this.files.size > size;
    const found = await Promise.all(asked.map((terms) => search.load(terms)));
    groups.forEach((group, at) => (group.terms = [...new Set([...group.terms, ...found[at]])]));
  }

  /** Those of the terms that stand in files of this search, or in no more than so many others, which become its files. */
  within(terms, most) {
    let room = most;
    return [...new Set(terms)].filter((term) => {
      const file = this.search.shards.number("terms", term);
      if (!this.files.has(file)) {
        if (room <= 0) return false;
        room -= 1;
        this.files.add(file);
      }
      return true;
    });
  }
}
