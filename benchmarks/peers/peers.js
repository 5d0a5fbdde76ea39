// Other searches on the same documents and the same searches, each as its documentation sets it up for Italian.

import { createRequire } from "node:module";

/** The first five documents of each text, by peer: {name: [[number…]…]}. `modules` is the folder of their packages. */
export function answers(modules, documents, texts) {
  const require = createRequire(`${modules}/`);
  return {
    "lunr with lunr-languages": inLunr(require, documents, texts),
    "MiniSearch, prefix and fuzzy 0.2": inMiniSearch(require, documents, texts),
  };
}

function inLunr(require, documents, texts) {
  const lunr = require("lunr");
  require("lunr-languages/lunr.stemmer.support")(lunr);
  require("lunr-languages/lunr.it")(lunr);
  const index = lunr(function () {
    this.use(lunr.it);
    this.ref("id");
    this.field("title", { boost: 10 });
    this.field("text");
    for (const document of documents) this.add(document);
  });
  return texts.map((text) => {
    // Apostrophes and colons as people type them would otherwise be signs of its query language.
    const found = index.query((query) => query.term(lunr.tokenizer(text), {}));
    return found.slice(0, 5).map(({ ref }) => Number(ref));
  });
}

function inMiniSearch(require, documents, texts) {
  const MiniSearch = require("minisearch");
  const options = { prefix: true, fuzzy: 0.2, boost: { title: 10 } };
  const index = new MiniSearch({ fields: ["title", "text"], searchOptions: options });
  index.addAll(documents);
  return texts.map((text) =>
    index
      .search(text)
      .slice(0, 5)
      .map(({ id }) => id),
  );
}

/** The same of Pagefind, whose index of pages `/number/` lies in `folder`. Its script expects to be in a page. */
export async function pagefind(folder, texts) {
  const { readFileSync } = await import("node:fs");
  const { pathToFileURL } = await import("node:url");
  globalThis.window = { location: { origin: "http://localhost", href: "http://localhost/" } };
  globalThis.document = { currentScript: null, querySelector: () => ({ getAttribute: () => "it" }) };
  globalThis.fetch = async (address) => {
    const bytes = readFileSync(
      `${folder}/${
        String(address)
          .replace(/^.*?\/pagefind\//, "")
          .split("?")[0]
      }`,
    );
    return {
      ok: true,
      status: 200,
      json: async () => JSON.parse(bytes),
      arrayBuffer: async () => new Uint8Array(bytes).buffer,
    };
  };
  const script = await import(pathToFileURL(`${folder}/pagefind.js`).href);
  await script.options({ baseUrl: "/", basePath: "/pagefind/" });
  const found = [];
  for (const text of texts) {
    const { results } = await script.search(text);
    const pages = await Promise.all(results.slice(0, 5).map((result) => result.data()));
    found.push(pages.map(({ url }) => Number(url.replaceAll("/", ""))));
  }
  return found;
}
