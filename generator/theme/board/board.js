// The board of needs and offers: narrows it, and ties an open card to what it meets. What it shows is in the address.
// A card is opened as without scripts, by its fold; only where both sides stand next to each other are partners brought.

import { asked, fill, fits, plain, query } from "./narrow.js";
import { draw, sheet } from "./threads.js";
import { Beside } from "./beside.js";

const WIDE = "(min-width: 60em)";

class Board {
  constructor(root) {
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.root = root;
    this.form = part("form");
    [this.told, this.none, this.back] = ["told", "none", "back"].map(part);
    this.words = JSON.parse(this.told.dataset.words);
    this.cards = [...root.querySelectorAll("[data-card]")].map(read);
    this.byName = new Map(this.cards.map((card) => [card.element.id, card]));
    this.sides = { need: null, offer: null };
    for (const side of root.querySelectorAll("[data-side]")) this.sides[side.dataset.side] = new Beside(side);
    this.threads = sheet(part("sides"));
    this.wide = matchMedia(WIDE);
    this.open = null;
  }

  /** Show what the address asks for. */
  revisit() {
    fill(this.form, location.search);
    this.narrow();
    const name = new URLSearchParams(location.search).get(this.root.dataset.open);
    this.show(this.byName.get(name) ?? null);
  }

  narrow() {
    const wanted = asked(this.form);
    const counts = { need: 0, offer: 0 };
    const brought = new Set(Object.values(this.sides).flatMap((side) => side.waiting.map(([, card]) => card)));
    for (const card of this.cards) {
      const past = "past" in card.element.dataset;
      const out = past || !fits(card, wanted);
      if (!out) counts[card.side] += 1;
      if (brought.has(card.element)) {
        for (const side of Object.values(this.sides))
          for (const one of side.waiting) if (one[1] === card.element) one[2] = out;
        card.element.hidden = past;
      } else card.element.hidden = out && card !== this.open;
    }
    for (const group of this.root.querySelectorAll("[data-group]:not([data-card])"))
      group.hidden = !group.querySelector("[data-card]:not([hidden])");
    this.tell(counts);
  }

  tell(counts) {
    const language = document.documentElement.lang;
    const number = new Intl.NumberFormat(language);
    const rules = new Intl.PluralRules(language);
    const say = (forms, count) => (forms[rules.select(count)] ?? forms.other).replace("{n}", number.format(count));
    const said = ["need", "offer"].map((side) => say(this.words[side], counts[side]));
    this.told.textContent = new Intl.ListFormat(language).format(said);
    for (const [name, side] of Object.entries(this.sides))
      side.side.querySelector("[data-part=count]").textContent = number.format(counts[name]);
    this.none.hidden = counts.need + counts.offer > 0;
    for (const card of this.cards) {
      const place = card.ties?.querySelector("[data-ties-count]");
      if (!place) continue;
      const left = this.partners(card).length;
      const forms = { one: place.dataset.one, other: place.dataset.other };
      if (left !== card.told) place.textContent = say(forms, left);
      card.told = left;
    }
  }

  partners(card) {
    return card.partners.map((name) => this.byName.get(name)).filter((one) => one && !("past" in one.element.dataset));
  }

  /** Open a card and bring its partners; null closes the one that is open. The card stays where the eye is. */
  show(card) {
    const anchor = card ?? this.open;
    const held = document.activeElement;
    const before = anchor?.element.getBoundingClientRect().top;
    const last = this.open;
    this.release();
    this.open = card;
    if (last && last !== card) last.ties.open = false;
    if (card) {
      card.ties.open = true;
      card.element.hidden = false;
      if (this.wide.matches) this.bring(card);
    }
    if (last !== card) this.narrow();
    // What is moved loses the focus.
    if (held !== document.activeElement && this.root.contains(held)) held.focus({ preventScroll: true });
    if (anchor) scrollBy(0, anchor.element.getBoundingClientRect().top - before);
  }

  bring(card) {
    const side = this.sides[card.side === "need" ? "offer" : "need"];
    const head = this.back.content.firstElementChild.cloneNode(true);
    head.querySelector("button").addEventListener("click", () => {
      card.summary.focus();
      this.go(null);
    });
    side.bring(this.partners(card).map(({ element }) => element), head);
    this.root.classList.add("board--tied");
    card.element.classList.add("card--open");
    this.level();
  }

  release() {
    for (const side of Object.values(this.sides)) side.release();
    this.root.classList.remove("board--tied");
    this.open?.element.classList.remove("card--open");
    this.threads.replaceChildren();
  }

  /** Bring partners to the height of their card, and draw the threads. */
  level() {
    const { open } = this;
    if (!open || !this.root.classList.contains("board--tied")) return;
    this.sides[open.side === "need" ? "offer" : "need"].level(open.element);
    const rows = new Map([...open.ties.querySelectorAll("[data-tie]")].map((row) => [row.dataset.tie, row]));
    const pairs = this.partners(open).map(({ element }) => {
      const row = rows.get(element.id);
      const knots = row ? Number(/knots--(\d)/.exec(row.className)[1]) : 1;
      return { from: row ?? open.summary, to: element, both: row?.classList.contains("tied--both"), knots };
    });
    draw(this.threads, pairs);
  }

  /** Open or close a card, and say so in the address. */
  go(card) {
    this.show(card);
    this.write("pushState");
  }

  write(how) {
    const address = query(this.form, { [this.root.dataset.open]: this.open?.element.id }) || location.pathname;
    if (address !== (location.search || location.pathname)) history[how](null, "", address);
  }
}

function read(element) {
  const { kind, group, terms, places, partners = "" } = element.dataset;
  const ties = element.querySelector("[data-ties]");
  return {
    element,
    side: element.id.slice(0, element.id.indexOf(".")),
    text: plain(element.textContent),
    kind: [kind],
    group: [group],
    terms: terms.split(" "),
    places: places.split(" "),
    partners: partners.split(" ").filter(Boolean),
    ties,
    summary: ties?.querySelector("summary"),
  };
}

function listen(board, signal) {
  const { form, root } = board;
  const on = (target, name, act) => target.addEventListener(name, act, { signal });
  const narrowed = (how) => {
    board.narrow();
    board.level();
    board.write(how);
  };
  on(form, "submit", (event) => event.preventDefault());
  on(form, "input", ({ target }) => target.matches("input") && narrowed("replaceState"));
  on(form, "change", ({ target }) => target.matches("select") && narrowed("pushState"));
  on(form, "reset", () => setTimeout(() => narrowed("pushState")));
  on(root, "click", (event) => {
    const summary = event.target.closest("summary");
    const card = summary && board.byName.get(summary.closest("[data-card]").id);
    if (!card) return;
    event.preventDefault();
    board.go(card.ties.open ? null : card);
  });
  on(root, "keydown", ({ key }) => {
    if (key !== "Escape" || !board.open) return;
    board.open.summary.focus();
    board.go(null);
  });
  on(globalThis, "popstate", () => board.revisit());
  on(document, "expired", () => {
    board.narrow();
    board.level();
  });
  on(board.wide, "change", () => board.show(board.open));
  const watch = new ResizeObserver(() => board.level());
  watch.observe(root);
  signal.addEventListener("abort", () => watch.disconnect());
}

let running = new AbortController();

function start() {
  running.abort();
  running = new AbortController();
  const root = document.querySelector("[data-board]");
  if (!root?.querySelector("[data-part=form]")) return;
  const board = new Board(root);
  board.form.hidden = false;
  listen(board, running.signal);
  board.revisit();
}

// Material changes pages without loading them when `navigation.instant` is on, and tells so here.
if (globalThis.document$) globalThis.document$.subscribe(start);
else start();
