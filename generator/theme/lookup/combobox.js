// A field with a list of what it finds: the combobox of the ARIA Authoring Practices, whose options are links.

import { drawn } from "./results.js";

const SHORTEST = 2;
const FEW = 4;
const PAUSE = 60;
const SLOW = 300;

let number = 0;

/** A form's field and, in `popup`, what it finds. `stays` tells that the popup is shown even when it is empty. */
export class Combobox {
  constructor(form, popup, engine, words, { stays = false } = {}) {
    Object.assign(this, { form, popup, engine, words, stays, turn: 0, name: `lookup-${(number += 1)}` });
    this.input = form.elements.q;
    this.list = popup.querySelector("[role=listbox]");
    this.status = popup.querySelector("[role=status]");
    this.list.id = this.name;
    this.input.role = "combobox";
    this.input.ariaAutoComplete = "list";
    this.input.setAttribute("aria-controls", this.name);
    this.listen();
    this.clear();
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.form.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    // The focus stays in the field while results are pointed at.
    this.popup.addEventListener("mousedown", (event) => event.preventDefault());
    this.popup.querySelector("button").addEventListener("click", () => this.again());
    addEventListener("online", () => this.popup.dataset.state === "failed" && this.again());
  }

  typed() {
    this.turn += 1;
    this.answer = undefined;
    this.choose();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.ask(), PAUSE);
  }

  again() {
    this.input.focus();
    this.ask();
  }

  async ask() {
    const [text, turn] = [this.input.value, (this.turn += 1)];
    if (text.trim().length < SHORTEST) return this.clear();
    const late = setTimeout(() => turn === this.turn && this.show([], this.words.loading), SLOW);
    try {
      const search = await this.engine.load();
      const answer = await search.search(text, { prefix: true, each: FEW, soon: true });
      if (turn === this.turn) this.tell(answer, search, text.trim());
    } catch (error) {
      console.warn(error);
      if (turn === this.turn) this.show([], this.words[navigator.onLine ? "failed" : "offline"], "failed");
    } finally {
      clearTimeout(late);
    }
  }

  tell(answer, search, text) {
    const { words } = this;
    this.answer = answer;
    const form = new Intl.PluralRules(words.language).select(answer.total);
    const count = (words[form] ?? words.other).replace("{n}", answer.total.toLocaleString(words.language));
    const said = (sentence, named = text) => sentence.replace("{text}", named).replace("{meant}", answer.meant);
    if (!answer.total) return this.show([], said(words.nothing), "none");
    const over = answer.over.join(" ");
    const first = [answer.meant && said(words.meant), answer.partial && words.partial, over && said(words.over, over)];
    const more = `${this.form.action}?q=${encodeURIComponent(text)}`;
    return this.show(drawn(answer, search, words, more), [count, ...first].filter(Boolean).join(". "));
  }

  /** Show a list, what is said about it, and what there is to do in the state `none` or `failed`. */
  show(groups, said, state = "") {
    this.list.replaceChildren(...groups);
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.options.forEach((option, at) => (option.id = `${this.name}-${at}`));
    this.status.textContent = said;
    this.popup.dataset.state = state;
    this.list.hidden = !groups.length;
    this.list.scrollTop = 0;
    this.open(true);
  }

  clear() {
    this.show([], this.words.hint);
    this.open(this.stays);
  }

  open(open) {
    this.popup.hidden = !open;
    this.input.ariaExpanded = open && !this.list.hidden;
    if (!open) this.choose();
  }

  choose(option) {
    if (this.chosen) this.chosen.ariaSelected = false;
    if (option) option.ariaSelected = true;
    option?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
    this.chosen = option;
  }

  pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && event.target === this.input && this.options.length) {
      event.preventDefault();
      this.open(true);
      // Before the first and behind the last is the field itself.
      const places = [undefined, ...this.options];
      this.choose(places.at((places.indexOf(this.chosen) + step) % places.length));
    } else if (event.key === "Enter" && this.chosen) {
      event.preventDefault();
      this.chosen.click();
    } else if (event.key === "Escape" && !this.stays && !this.popup.hidden) {
      event.preventDefault();
      this.open(false);
    }
  }

  /** Without a choice the directory says more; where it has nothing of it, the best result is what was meant. */
  submitted(event) {
    if (!this.answer?.total || this.answer.counts.member) return;
    event.preventDefault();
    this.options[0].click();
  }
}
