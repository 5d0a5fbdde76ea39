// The search as a page fetches it: script and manifest together, at the first sign that somebody wants it.

const SITE = new URL("../../", import.meta.url);

export class Engine {
  /** `script` is the name of the search's script, which lies beside this one. */
  constructor(script) {
    this.script = new URL(script, import.meta.url).href;
    this.tries = 0;
  }

  /** The search; after a failure, asking again fetches again. */
  load() {
    this.coming ??= this.fetch().catch((error) => {
      this.coming = undefined;
      throw error;
    });
    return this.coming;
  }

  /** Begin to load; whoever then searches hears of a failure. */
  expect() {
    this.load().catch(() => undefined);
  }

  async fetch() {
    const base = below("search/");
    const manifest = fetch(`${base}index.json`, { cache: "no-cache" }).then((answer) =>
      answer.ok ? answer.json() : Promise.reject(new Error(answer.status)),
    );
    manifest.catch(() => undefined);
    // Some browsers remember for good that a module did not come: another address makes them ask again.
    const again = this.tries++ ? `?${this.tries}` : "";
    const { open } = await import(`${this.script}${again}`);
    return open(base, { manifest });
  }
}

/** The absolute address of what lies at `address` below the site's root. */
export function below(address) {
  return new URL(address, SITE).href;
}
