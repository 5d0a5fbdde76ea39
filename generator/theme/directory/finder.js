// The search of the directory: what is asked for, in the page's address, becomes results, facets and words about both.

import { FACETS, asked, narrowed, query } from "./address.js";
import { showChips } from "./chips.js";
import { Columns, choosing } from "./columns.js";
import { dayOf, fairly, inTurn } from "./fair.js";
import { sift } from "./facets.js";
import { tell } from "./message.js";
import { Panel } from "./panel.js";
import { Results } from "./results.js";
import { Tiles } from "./tile.js";
import { nothing, remark } from "./verdict.js";

const PAUSE = 400;
// So many files may be asked for by what is shown where there is no search text.
const FILES = 6;

export class Finder {
  constructor(parts, search, words, setting) {
    Object.assign(this, { parts, search, words, setting, turn: 0 });
    this.columns = new Columns(search, setting);
    const mark = (text, terms) => search.mark(text, terms);
    this.results = new Results(parts, new Tiles(parts.tile_template, { ...setting, words, mark }), search);
    this.results.failed = (error) => this.fail(error);
    this.panel = new Panel(parts.facets, words, {
      toggle: (facet, place) => this.go(choosing(this.state, facet, place, this.groups)),
      opened: () => this.count(),
    });
    this.state = asked(globalThis.location.search, setting);
  }

  /** Ask for something else, and say so in the address. */
  go(state) {
    this.write();
    this.typing = false;
    history.pushState(null, "", this.addressOf(state));
    return this.show(state);
  }

  /** Ask for another text; what is typed in one go is one step back. Browsers are slow to change an address. */
  type(text) {
    if (!this.typing) history.pushState(null, "", globalThis.location.href);
    this.typing = true;
    clearTimeout(this.writing);
    this.writing = setTimeout(() => this.write(), PAUSE);
    return this.show({ ...this.state, text });
  }

  /** Let the address say what was typed. */
  write() {
    clearTimeout(this.writing);
    if (this.typing) history.replaceState(null, "", this.addressOf(this.state));
  }

  addressOf(state) {
    return globalThis.location.pathname + query(state, this.setting);
  }

  /** Show what the address says: the page was opened, or somebody went back. */
  revisit() {
    this.typing = false;
    clearTimeout(this.writing);
    return this.show(asked(globalThis.location.search, this.setting), history.state?.shown);
  }

  again() {
    return this.show(this.state, this.results.shown);
  }

  async show(state, least) {
    const turn = (this.turn += 1);
    this.state = state;
    this.parts.results.setAttribute("aria-busy", "true");
    this.reflect();
    try {
      const found = await this.find(state);
      const put = await this.results.ready(found.hits, state.view, found.left, least);
      if (turn !== this.turn) return;
      this.found = found;
      this.broken = false;
      put();
      this.tell(found);
      this.parts.results.removeAttribute("aria-busy");
      if (state.view === "map") await (await this.extras()).map.show(found.all);
      await this.count();
    } catch (error) {
      if (turn === this.turn) this.fail(error);
    } finally {
      if (turn === this.turn) this.parts.results.removeAttribute("aria-busy");
    }
  }

  async find(state) {
    await this.search.ready();
    const groups = await this.columns.groups(Object.keys(state.chosen), state.chosen);
    const { hits, ...said } = await this.candidates(state);
    // Columns for what else is asked for are files too.
    const left = (said.left ?? FILES) - groups.length - (state.sort ? 1 : 0);
    const sorted = await this.sorted(hits, state);
    const ids = sorted.map(({ id }) => id);
    const { kept, spared } = groups.length ? sift(ids, groups) : { kept: ids, spared: [] };
    const stay = new Set(kept);
    const all = kept.length < ids.length ? sorted.filter(({ id }) => stay.has(id)) : sorted;
    const shown = state.view === "map" ? await (await this.extras()).map.within(all) : all;
    return { hits: shown, all, ids, groups, spared, ...said, left };
  }

  async sorted(hits, state) {
    if (state.sort === "name") return inOrder(hits, await this.search.column("order"), 1);
    if (state.sort === "newest") return inOrder(hits, await this.search.column("since"), -1);
    if (state.sort !== "distance") return hits;
    const { nearby } = await this.extras();
    return nearby.sorted(hits, state);
  }

  /** What few visitors need: distances, the map, a table to save. */
  async extras() {
    if (!this.more) {
      const { Extras } = await import(this.setting.extras + this.retried());
      this.more ??= new Extras(this);
    }
    return this.more;
  }

  /** An address that failed once would fail for good in some browsers; another does not. */
  retried() {
    this.tries = (this.tries ?? -1) + 1;
    return this.tries ? `?again=${this.tries}` : "";
  }

  async candidates(state) {
    if (state.text.trim()) return this.search.search(state.text, { prefix: true, limit: 0, kinds: ["member"] });
    const { block, turn } = this.search.manifest;
    const day = dayOf(new Date(), this.setting.zone);
    if (!narrowed(state)) return { hits: (this.turns ??= inTurn(this.members, turn, day)) };
    this.fair ??= fairly(this.members, block, day).map((id) => ({ id }));
    return { hits: this.fair };
  }

  /** How many members there are: they stand first among the documents. */
  get members() {
    const { kinds, count } = this.search.manifest;
    return kinds[1]?.[1] ?? count;
  }

  /** Count what each choice would keep, in the facets that can be seen; they come after the results. */
  async count() {
    const { turn, found, state } = this;
    // What stands there counts everyone; who has not looked at it is not kept waiting for the columns.
    if (!found || (!this.touched && !narrowed(state) && found.ids.length === this.members)) return;
    this.parts.facets.setAttribute("aria-busy", "true");
    const chosen = FACETS.filter((name) => state.chosen[name]?.length);
    // Results are painted first.
    await new Promise((painted) => setTimeout(painted));
    if (turn !== this.turn) return;
    const groups = await this.columns.groups([...this.panel.seen, ...chosen], state.chosen);
    if (turn !== this.turn) return;
    this.groups = groups;
    // What is pressed must be there when it is let go.
    while (this.parts.facets.matches(":active")) await new Promise((later) => setTimeout(later, 50));
    if (turn !== this.turn) return;
    const { counts } = sift(found.ids, groups);
    const counted = groups.map((facets, at) => [facets[0].name, { facets, counts: counts[at] }]);
    this.panel.render(new Map(counted));
    this.parts.facets.removeAttribute("aria-busy");
  }

  /** Bring what can be set, and what only stands while nothing is asked for, in line with what is asked for. */
  reflect() {
    const { parts, state } = this;
    if (document.activeElement !== parts.field || !this.typing) parts.field.value = state.text;
    parts.sort.value = state.sort;
    parts.sort.options[0].textContent = this.words.say(state.text.trim() ? "relevance" : "rotation");
    for (const button of parts.views.children) {
      button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
    }
    parts.near.hidden = state.sort !== "distance";
    parts.within.value = state.within;
    parts.map.hidden = state.view !== "map";
    const idle = !narrowed(state) && !state.sort && !state.view;
    for (const still of document.querySelectorAll("[data-still]")) still.hidden = !idle;
  }

  tell(found) {
    const { hits, groups, spared } = found;
    const { parts, words, state } = this;
    const number = hits.length;
    const count = words.say(narrowed(state) || number < this.members ? "found" : "everyone", { number });
    parts.count.textContent = number ? count : words.say("nothing");
    // The list is no longer the one that they lead through.
    parts.alphabet.hidden = parts.pages.hidden = true;
    const chosen = groups.flatMap((facets, at) => facets.flatMap((facet) => this.chosen(facet, groups, spared[at])));
    const clear = () => this.go({ ...state, chosen: {}, within: "" });
    if (state.within && state.sort === "distance") chosen.push(this.radius());
    showChips(parts.chips, chosen, words, clear);
    parts.chosen.textContent = chosen.length ? words.number(chosen.length) : "";
    parts.csv.hidden = !number;
    tell(parts.message, number ? remark(found, words) : nothing(chosen, this));
    this.announce(number ? count : words.say("nothing"));
  }

  chosen(facet, groups, spared) {
    return [...facet.chosen].map((place) => ({
      of: this.setting.labels[facet.name],
      label: facet.column.values[place].label,
      drop: () => this.go(choosing(this.state, facet, place, groups)),
      spared,
    }));
  }

  /** How far members may be, as a choice that can be taken back. */
  radius() {
    return {
      of: this.words.say("distance"),
      label: this.words.say("within", { number: Number(this.state.within) }),
      drop: () => this.go({ ...this.state, within: "" }),
    };
  }

  fail(error) {
    const { parts, words } = this;
    const offline = navigator.onLine === false;
    const name = offline ? "offline" : "failed";
    tell(parts.message, {
      title: words.say(name),
      text: words.say(`${name}_text`),
      ways: [{ text: words.say("retry"), act: () => this.again() }],
    });
    if (narrowed(this.state)) parts.list.hidden = parts.table.hidden = parts.more.hidden = parts.csv.hidden = true;
    if (narrowed(this.state)) parts.count.textContent = words.say("unknown");
    this.broken = true;
    parts.facets.removeAttribute("aria-busy");
    this.announce(words.say(name));
    if (error.name !== "ShardFailed") console.error(error);
  }

  announce(text) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (this.parts.live.textContent = text), PAUSE);
  }

  async download() {
    try {
      await (await this.extras()).save(this.found.hits);
    } catch (error) {
      this.fail(error);
    }
  }
}

/** Hits in the order of a column; equals stay as they were, those without a number stand last. */
function inOrder(hits, { numbers }, sign) {
  const key = ({ id }) => (numbers[id] === null ? Infinity : sign * numbers[id]);
  const less = (one, other) => (one === other ? 0 : one - other);
  return [...hits].sort((one, other) => less(key(one), key(other)));
}
