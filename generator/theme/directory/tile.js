// A member as a tile or as a row of the table; the words for which it was found are marked.

import { make, partsOf } from "./dom.js";
import { initials, thread } from "./logo.js";

export class Tiles {
  constructor(template, { root, logos, words, mark }) {
    Object.assign(this, { template, root, logos, words, mark });
  }

  /** A tile, as an item of a list, of what a result shows with its `terms` and its distance in `km`. */
  tile(result) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const parts = partsOf(item);
    parts.link.href = this.root + result.address;
    this.put(parts.link, result.title, result.terms);
    this.put(parts.place, result.place, result.terms);
    this.put(parts.line, result.line, result.terms);
    this.put(parts.seeks, result.seeks, result.terms);
    if (!result.seeks) parts.sought.remove();
    this.tell(parts, result);
    parts.logo.replaceWith(this.picture(result));
    if (!item.querySelector("mark") && result.where?.length) this.say(parts.why, result.where);
    else parts.why.remove();
    return item;
  }

  row(result) {
    const link = make("a", { href: this.root + result.address, class: "roll__link" });
    this.put(link, result.title, result.terms);
    const cells = [result.place, result.line, result.seeks].map((text) => {
      const cell = make("td");
      cell.append(...this.marked(text, result.terms));
      return cell;
    });
    const away = Number.isFinite(result.km) ? ` · ${this.words.say("away", { number: result.km })}` : "";
    cells[0].append(away);
    return make("tr", {}, make("th", { scope: "row" }, link), ...cells);
  }

  tell(parts, { status, km }) {
    if (Number.isFinite(km)) parts.place.append(` · ${this.words.say("away", { number: km })}`);
    if (status) parts.status.firstElementChild.textContent = this.words.say(status);
    else parts.status.remove();
    parts.tile.classList.toggle("member-tile--past", status === "ceased");
  }

  say(element, fields) {
    const told = fields.map((field) => this.words.say(`in_${field}`));
    element.textContent = this.words.say("why", { fields: told.join(", ") });
  }

  /** A logo; a drawn one says nothing that the name beside it does not. */
  picture({ title, address, logo }) {
    if (logo) {
      const src = this.root + this.logos + logo;
      return make("img", { class: "logo logo--48", src, alt: "", width: 48, height: 48, loading: "lazy" });
    }
    const track = `track-${thread(address.split("/").at(-2))}`;
    return make("span", { class: `logo logo--48 logo--drawn ${track}`, "aria-hidden": "true" }, initials(title));
  }

  put(element, text, terms) {
    if (text) element.append(...this.marked(text, terms));
    else element.remove();
  }

  marked(text, terms) {
    if (!terms?.length || !text) return [text];
    return this.mark(text, terms).map(([piece, hit]) => (hit ? make("mark", {}, piece) : piece));
  }
}
