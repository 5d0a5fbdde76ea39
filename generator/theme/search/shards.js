// The index's files as generator/search/shards.py writes them: each is fetched once, when it is first needed.

import { bare } from "./analysis.js";

/** A file of the index that did not come; `path` says which. Asking again fetches it again. */
export class ShardFailed extends Error {
  constructor(path, reason) {
    super(`${path}: ${reason}`);
    this.name = "ShardFailed";
    this.path = path;
  }
}

/** A file of another build than the manifest's: the site was published anew in between. */
export class ShardStale extends ShardFailed {
  constructor(path) {
    super(path, "is of another build");
    this.name = "ShardStale";
  }
}

/** The files below `base`, an absolute URL that ends in a slash. */
export class Shards {
  constructor(base, fetch, early) {
    Object.assign(this, { base, fetch, early, waiting: new Map(), manifest: undefined });
    // Who asked for it early may come to need it late, or never.
    early?.catch(() => undefined);
  }

  async open() {
    return (this.manifest ??= (await this.early?.catch(() => undefined)) ?? (await this.get("index.json")));
  }

  forget() {
    this.early = undefined;
    this.waiting.clear();
    this.manifest = undefined;
  }

  /** The shard of `kind` in which `key` stands, be it there or not. */
  at(kind, key) {
    return this.get(`${kind}/${this.number(kind, key)}.json`);
  }

  number(kind, key) {
    return place(this.manifest[kind], key);
  }

  /** The paths of the shards of `kind` in which keys that begin with `start` may stand; of the first `most`. */
  paths(kind, start, most = Infinity) {
    const begins = this.manifest[kind];
    const first = place(begins, start);
    const last = Math.min(place(begins, `${start}\uffff`), first + most - 1);
    return Array.from({ length: last - first + 1 }, (_, at) => `${kind}/${first + at}.json`);
  }

  /** The shards of `kind` in which keys that begin with `start` may stand. */
  within(kind, start) {
    return Promise.all(this.paths(kind, start).map((path) => this.get(path)));
  }

  block(number) {
    return this.get(`documents/${number}.json`);
  }

  get(path) {
    if (!this.waiting.has(path)) {
      const coming = this.load(path);
      this.waiting.set(path, coming);
      coming.catch(() => this.waiting.get(path) === coming && this.waiting.delete(path));
    }
    return this.waiting.get(path);
  }

  async load(path) {
    const generation = this.manifest?.generation;
    let content;
    try {
      // The manifest is asked for anew; what it names may come from any cache that holds this very build.
      const address = `${this.base}${path}${generation ? `?${generation}` : ""}`;
      const answer = await this.fetch(address, generation ? {} : { cache: "no-cache" });
      if (!answer.ok) throw new Error(`the server said ${answer.status}`);
      content = await answer.json();
    } catch (error) {
      throw new ShardFailed(path, error.message);
    }
    if (generation && content.generation !== generation) throw new ShardStale(path);
    return content;
  }
}

/** The terms of a shard to which words belong that begin with `start`. */
export function termsFrom({ terms, words }, start) {
  return terms.filter((term, at) => {
    if (term.startsWith(start)) return true;
    const longer = words[at];
    return longer?.split(" ").some((word) => (word[0] === "-" ? term + word.slice(1) : word).startsWith(start));
  });
}

/** The last place in `begins` whose text does not stand behind `key`. */
function place(begins, key) {
  let [low, high] = [0, begins.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (begins[middle] <= key) low = middle;
    else high = middle;
  }
  return low;
}

const words = new WeakMap();

/** The words of a shard as {word, bare, count}. */
export function wordsOf(shard) {
  if (!words.has(shard)) {
    const all = shard.words ? shard.words.split(" ") : [];
    words.set(
      shard,
      all.map((word, at) => ({ word, bare: bare(word), count: shard.counts[at] })),
    );
  }
  return words.get(shard);
}
