// All results as a file for spreadsheets.

import { csv } from "./csv.js";
import { make } from "./dom.js";

const ABOUT = ["sector", "region", "province", "kind"];

/** The rows of those members, beneath a head in the page's language; addresses of pages are absolute. */
export async function rowsOf(ids, { search, columns, words, setting }) {
  const [documents, ...facets] = await Promise.all([search.documents(ids), ...ABOUT.map((name) => columns.facet(name))]);
  const base = new URL(setting.root, globalThis.location.href).href;
  const head = ["name", "page", "place", ...ABOUT, "line", "seeks"].map((name) => words.say(`column_${name}`));
  const told = (facet, id) => facet.of(id).map((place) => facet.column.values[place].label);
  const rows = documents.map(({ title, address, place, line, seeks }, at) => {
    const about = facets.map((facet) => told(facet, ids[at]).join("; "));
    return [title, base + address, place, ...about, line, seeks];
  });
  return [head, ...rows];
}

export function save(rows, name) {
  const address = URL.createObjectURL(new Blob([csv(rows)], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
