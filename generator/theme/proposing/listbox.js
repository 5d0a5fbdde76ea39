// A field with a list of what it finds: the combobox of the ARIA Authoring Practices, for lists that are at hand.

import { element, set } from "./elements.js";

const MOST_SHOWN = 8;

let boxes = 0;

/** `find` returns, perhaps later, options `{value, label, note}` for what is typed; `choose` gets the one chosen. */
export class Listbox {
  constructor(input, find, choose, words) {
    Object.assign(this, { input, find, choose, words, options: [], at: -1, turn: 0 });
    this.list = element("ul", { role: "listbox", id: `options-${(boxes += 1)}`, class: "options", hidden: true, "aria-label": words.found.replace("{n}", "").trim() });
    this.status = element("span", { role: "status", class: "visually-hidden" });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, autocomplete: "off" })) input.setAttribute(name, value);
    const around = element("div", { class: "chooser" });
    input.replaceWith(around);
    around.append(input, this.list, this.status);
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  async ask() {
    const [text, turn] = [this.input.value.trim(), (this.turn += 1)];
    const found = text ? await this.find(text, MOST_SHOWN) : [];
    if (turn === this.turn) this.show(text ? found : null);
  }

  /** Show options; null closes the list without a word. */
  show(options) {
    this.options = options ?? [];
    this.at = -1;
    this.list.replaceChildren(...this.options.map((option, at) => this.item(option, at)));
    this.list.hidden = !this.options.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = options ? (options.length ? set(this.words.found, { n: options.length }) : this.words.none) : "";
  }

  item(option, at) {
    const note = option.note ? [" ", element("span", { class: "options__note" }, option.note)] : [];
    const item = element("li", { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false" }, option.label, ...note);
    item.addEventListener("click", () => this.take(option));
    return item;
  }

  take(option) {
    this.turn += 1;
    this.show(null);
    this.choose(option);
    this.status.textContent = set(this.words.chosen, { name: option.label });
  }

  close() {
    this.turn += 1;
    this.show(null);
  }

  pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) {
      event.preventDefault();
      this.mark((this.at + step + this.options.length) % this.options.length);
    } else if (event.key === "Enter" && this.options.length) {
      event.preventDefault();
      this.take(this.options[Math.max(this.at, 0)]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  mark(at) {
    this.at = at;
    for (const [number, item] of [...this.list.children].entries()) item.setAttribute("aria-selected", String(number === at));
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
    this.list.children[at].scrollIntoView({ block: "nearest" });
  }
}
