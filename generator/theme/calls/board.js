// The board of calls, narrowed: all calls are fetched once somebody asks for some, and what is asked is in the address.
// calls.js says each call's state at the visitor's time and puts it into its group; here is only decided what is shown.

import { asked, fill, fits, plain, query } from "../board/narrow.js";

class CallBoard {
  constructor(form, board) {
    this.form = form;
    this.board = board;
    this.told = form.querySelector("[data-narrow-told]");
    this.none = document.querySelector("[data-narrow-none]");
    this.pages = document.querySelector("[data-calls-pages]");
    this.still = new Map([...board.querySelectorAll("[data-calls]")].map((list) => [list, [...list.children]]));
    this.coming = null;
    this.cards = null;
    this.wanted = false;
  }

  /** Show what the address asks for. */
  revisit() {
    fill(this.form, location.search);
    return this.narrow();
  }

  /** Show what the form asks for: with nothing asked, the page as it was built. */
  async narrow() {
    const wanted = query(this.form, {}) !== "";
    if (wanted && !this.cards) {
      try {
        // Once: whoever asks for something else meanwhile waits for the same, which then is in the lists.
        this.coming ??= fetched(this.form.dataset.narrowCalls);
        this.cards = await this.coming;
      } catch {
        this.coming = null;
        this.told.textContent = this.told.dataset.failed;
        return;
      }
      // While they were on their way, something else may have been asked.
      return this.narrow();
    }
    if (wanted !== this.wanted) this.fillLists(wanted);
    this.wanted = wanted;
    this.pages.hidden = wanted;
    this.hide();
  }

  /** Put in all calls, or those that were there. */
  fillLists(all) {
    const lists = new Map([...this.still.keys()].map((list) => [list.dataset.calls, list]));
    for (const [list, children] of this.still) list.replaceChildren(...(all ? [] : children));
    for (const card of all ? this.cards : []) lists.get(card.group).append(card.element);
    for (const section of this.board.querySelectorAll("[data-calls-come]")) section.hidden = !all;
    document.dispatchEvent(new Event("calls-come"));
  }

  hide() {
    const asks = asked(this.form);
    let shown = 0;
    for (const card of this.wanted ? this.cards : []) {
      const out = !fits({ ...card, state: [card.element.dataset.state] }, asks);
      card.element.toggleAttribute("data-out", out);
      if (!out) shown += 1;
    }
    document.dispatchEvent(new Event("calls-narrowed"));
    this.none.hidden = !this.wanted || shown > 0;
    this.board.hidden = this.wanted && shown === 0;
    this.told.textContent = this.wanted ? this.say(shown) : "";
  }

  say(count) {
    const language = document.documentElement.lang;
    const form = new Intl.PluralRules(language).select(count) === "one" ? "one" : "other";
    return this.told.dataset[form].replace("{n}", new Intl.NumberFormat(language).format(count));
  }

  async go(how) {
    const address = query(this.form, {}) || location.pathname;
    if (address !== (location.search || location.pathname)) history[how](null, "", address);
    await this.narrow();
  }
}

/** All calls, as elements with their group and marks. */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const rows = await answer.json();
  const made = document.createElement("template");
  // Our own file, made by the templates that made this page.
  made.innerHTML = rows.map((row) => row[5]).join("");
  return [...made.content.children].map((element, at) => {
    const [group, track, theme, places, kinds] = rows[at];
    const marks = { track: [track], theme: [theme], places: places.split(" "), kinds: kinds.split(" ") };
    return { element, group, ...marks, text: plain(element.textContent) };
  });
}

function listen(board, signal) {
  const { form } = board;
  const on = (target, name, act) => target.addEventListener(name, act, { signal });
  on(form, "submit", (event) => event.preventDefault());
  on(form, "input", ({ target }) => target.matches("input") && board.go("replaceState"));
  on(form, "change", ({ target }) => target.matches("select") && board.go("pushState"));
  on(form, "reset", () => setTimeout(() => board.go("pushState")));
  on(globalThis, "popstate", () => board.revisit());
  on(document, "calls-moved", () => board.wanted && board.hide());
}

let running = new AbortController();

function start() {
  running.abort();
  running = new AbortController();
  const form = document.querySelector("[data-narrow-calls]");
  const found = document.querySelector("[data-calls-board]");
  if (!form || !found) return;
  const board = new CallBoard(form, found);
  form.hidden = false;
  listen(board, running.signal);
  board.revisit();
}

// Material changes pages without loading them when `navigation.instant` is on, and tells so here.
if (globalThis.document$) globalThis.document$.subscribe(start);
else start();
