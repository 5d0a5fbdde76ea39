// Who is in the directory already: the same tax code, or nearly the same name in the same place.

import { fetched } from "./elements.js";
import { coreName, nearlySame } from "./namesakes.js";

/** Looks into the files `known/…` that the site publishes; what is not there holds nobody. */
export class Doubles {
  constructor(folder, legalWords) {
    Object.assign(this, { folder, dropped: new Set(legalWords), files: new Map() });
  }

  async file(name) {
    if (!this.files.has(name)) this.files.set(name, fetched(`${this.folder}${name}.json`).catch(() => null));
    return this.files.get(name);
  }

  /** Return the slug of the member with this tax code. */
  async withCode(code) {
    if (!/^[0-9A-Z./-]{4,20}$/.test(code ?? "")) return undefined;
    return (await this.file(`tax-${code.slice(-2).toLowerCase()}`))?.[code];
  }

  /** Return slug and name of a member of nearly the same name in the same place. */
  async withName(tree) {
    const { municipality, country = "IT" } = tree.address ?? {};
    if (!tree.name || !municipality) return undefined;
    const shelf = country === "IT" ? municipality.slice(0, 3) : country.toLowerCase();
    if (!/^\w+$/.test(shelf)) return undefined;
    const place = country === "IT" ? municipality : `${country} ${municipality.toLowerCase()}`;
    const own = coreName(tree.name, this.dropped);
    const rows = ((await this.file(shelf)) ?? []).filter(([, , , where]) => where === place);
    const found = rows.find(([, name, legal]) => [name, legal].filter(Boolean).some((one) => nearlySame(own, coreName(one, this.dropped))));
    return found && { slug: found[0], name: found[1] };
  }
}
