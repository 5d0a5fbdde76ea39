// The map of members. `PARTS`, which the build puts before this, says where the map's own files are, from this script.

import { together } from "./clusters.js";
import { Card } from "./card.js";
import { gestures, hinting } from "./gestures.js";
import { groundLayer } from "./ground.js";
import { L } from "./leaflet.js";
import { Marks } from "./marks.js";
import { streets } from "./streets.js";
import { button, element, said } from "./words.js";

const WOVEN = { zoom: 12, chosen: 10, first: 9 };
const STREETS = 18;
const WORLD = [[-62, -190], [84, 190]];
const PAPER = matchMedia("print");

/**
 * Show members on a map in `container`. `members`: {slug, name, place, latitude, longitude, address}; those without a
 * latitude are left out. Names, places and addresses may come later: `describe(slugs)` then promises {name, place,
 * address} of those that are seen. `strings`: the words, from generator/publishing/map/words.py. `onSelect(slug)` tells what was
 * chosen, null when it is let go; `onBounds({south, west, north, east, slugs})` which part is seen, and who is in it.
 * Returns `update(members)`, `select(slug)` and `remove()`.
 */
export function show(container, { members, strings, describe, onSelect = () => {}, onBounds = () => {} }) {
  const view = new View(container, strings, described(describe), { onSelect, onBounds });
  const begun = styled(PARTS.styles).then(() => view.start(members));
  return {
    update: (others) => begun.then(() => view.update(others)),
    select: (slug) => begun.then(() => view.select(slug)),
    remove: () => view.remove(),
  };
}

class View {
  constructor(container, strings, describe, { onSelect, onBounds }) {
    Object.assign(this, { container, strings, describe, onSelect, onBounds, members: [] });
    this.frame = element("div", { class: "map__frame", role: "region", "aria-label": strings.map });
    this.status = element("p", { class: "map__status", role: "status" });
    this.card = new Card(strings, () => this.onSelect(null));
    this.credits = element("p", { class: "map__credits" });
    this.hint = element("p", { class: "map__hint", "aria-hidden": "true", hidden: true });
    this.after = element("span", { tabindex: "-1", class: "map__after" });
    const skip = button(strings.skip, () => this.after.focus(), "map__skip");
    this.stage = element("div", { class: "map__stage" }, this.frame, this.hint, this.card.root);
    this.below = element("div", { class: "map__below" }, this.status);
    this.root = element("div", { class: "map" }, skip, this.stage, this.below, this.credits, this.after);
    this.stage.addEventListener("keydown", (event) => event.key === "Escape" && this.card.close());
    container.replaceChildren(this.root);
  }

  start(members) {
    if (this.removed) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const motion = { zoomAnimation: !still, fadeAnimation: false, markerZoomAnimation: !still, inertia: !still };
    this.map = L.map(this.frame, {
      ...motion, attributionControl: false, dragging: false, zoomControl: false, minZoom: 2, maxZoom: WOVEN.zoom, maxBounds: WORLD,
      maxBoundsViscosity: 1, bounceAtZoomLimits: false,
    });
    this.map.setView([42.5, 12.5], 5);
    L.control.zoom({ zoomInTitle: this.strings.closer, zoomOutTitle: this.strings.farther }).addTo(this.map);
    this.whole();
    this.marks = new Marks(L, this.map, this.strings, this.describe, (mark, from) => this.choose(mark, from));
    gestures(this.map, this.frame, hinting(this.hint, this.strings));
    this.map.on("moveend", () => this.moved());
    this.redraw = () => this.cloth?.redraw();
    PAPER.addEventListener("change", this.redraw);
    this.watch = new MutationObserver(this.redraw);
    this.watch.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    this.resized = new ResizeObserver(() => this.resize());
    this.resized.observe(this.frame);
    this.tell();
    this.update(members, true);
    this.lay();
  }

  /** A way back to all members, below the two for the zoom. */
  whole() {
    const all = button("", () => this.fit(), "map__whole");
    all.title = this.strings.whole;
    all.setAttribute("aria-label", this.strings.whole);
    this.frame.querySelector(".leaflet-control-zoom").append(all);
  }

  /** Say where the ground comes from, and offer the streets where there are any. */
  tell() {
    this.credits.append(...credits(this.strings));
    if (!PARTS.streets) return;
    const { control, credits: theirs } = streets(L, this.map, PARTS.streets, this.strings, (on) => this.onStreets(on));
    this.theirs = theirs;
    this.theirs.hidden = !this.root.classList.contains("map--streets");
    this.credits.append(" ", this.theirs);
    this.below.append(control);
  }

  onStreets(on) {
    this.root.classList.toggle("map--streets", on);
    if (this.theirs) this.theirs.hidden = !on;
    this.map.setMaxZoom(on ? STREETS : WOVEN.zoom);
  }

  /** Lay the ground below; the map works without it, and says so. */
  async lay() {
    try {
      const base = new URL(PARTS.ground, import.meta.url);
      const ground = await fetched(base);
      await document.fonts.ready;
      if (this.removed) return;
      this.cloth = groundLayer(L, ground, reading(this.root), (name) => fetched(new URL(name, base))).addTo(this.map);
    } catch {
      this.below.append(element("p", { class: "map__failed", role: "status" }, this.strings.failed));
    }
  }

  update(members, first = false) {
    if (this.removed) return;
    const others = members.filter((one) => Number.isFinite(one.latitude) && Number.isFinite(one.longitude));
    if (!first && same(others, this.members)) return;
    this.members = others;
    this.card.close();
    if (first) this.fit();
    this.marks.put(this.members);
    this.moved();
  }

  /** What was hidden when it began has no size: all members are shown when it comes to light. */
  resize() {
    this.map.invalidateSize({ animate: false });
    if (this.unseen) this.fit();
  }

  fit() {
    this.unseen = this.frame.clientWidth === 0;
    if (this.members.length === 0 || this.unseen) return;
    const bounds = L.latLngBounds(this.members.map((one) => [one.latitude, one.longitude]));
    this.map.fitBounds(bounds, { padding: [28, 28], maxZoom: WOVEN.first });
  }

  moved() {
    if (this.frame.clientWidth === 0) return;
    this.marks.draw();
    const seen = this.map.getBounds();
    const inside = this.members.filter((one) => seen.contains([one.latitude, one.longitude]));
    this.status.textContent = said(this.strings.seen, { count: inside.length, total: this.members.length });
    const [south, west, north, east] = [seen.getSouth(), seen.getWest(), seen.getNorth(), seen.getEast()];
    const told = { south, west, north, east, slugs: inside.map((one) => one.slug) };
    if (JSON.stringify(told) === this.told) return;
    this.told = JSON.stringify(told);
    this.onBounds(told);
  }

  async choose(mark, from) {
    const last = this.map.getZoom() >= this.map.getMaxZoom();
    if (mark.members.length > 1 && !together(mark) && !last) {
      this.open(mark);
      return;
    }
    await this.describe(mark.members);
    this.card.show(mark.members, from, true);
    this.onSelect(mark.members[0].slug);
  }

  /** Come so near that the mark's members stand apart; the focus goes to the first of them. */
  open(mark) {
    const [first] = mark.members;
    const bounds = L.latLngBounds(mark.members.map((one) => [one.latitude, one.longitude]));
    const nearer = Math.max(this.map.getBoundsZoom(bounds.pad(0.2)), this.map.getZoom() + 1);
    this.map.once("moveend", () => this.marks.of(first.slug)?.focus({ preventScroll: true }));
    this.map.setView(bounds.getCenter(), Math.min(nearer, this.map.getMaxZoom()));
  }

  async select(slug) {
    const member = this.members.find((one) => one.slug === slug);
    if (!member || this.removed) return;
    this.map.setView([member.latitude, member.longitude], Math.max(this.map.getZoom(), WOVEN.chosen), { animate: false });
    await this.describe([member]);
    this.card.show([member], this.marks.of(slug), false);
  }

  remove() {
    this.removed = true;
    this.watch?.disconnect();
    if (this.redraw) PAPER.removeEventListener("change", this.redraw);
    this.resized?.disconnect();
    this.map?.remove();
    this.root.remove();
  }
}

/** Whether two lists hold the same members in the same order. */
function same(members, others) {
  return members.length === others.length && members.every((one, place) => one.slug === others[place].slug);
}

/** Give members the names that they lack, a few hundred at a time at most: only those that are seen are asked for. */
function described(describe) {
  return async (members) => {
    const nameless = members.filter((one) => one.name === undefined);
    if (!describe || nameless.length === 0) return;
    const found = await describe(nameless.map((one) => one.slug));
    nameless.forEach((one, place) => Object.assign(one, found[place]));
  };
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** The colours and the font as the page has them now. */
function reading(root) {
  let [scheme, known] = [null, new Map()];
  return (name) => {
    const now = PAPER.matches ? "paper" : document.body.dataset.mdColorScheme;
    if (scheme !== now) [scheme, known] = [now, new Map()];
    if (!known.has(name)) known.set(name, getComputedStyle(root).getPropertyValue(name).trim());
    return known.get(name);
  };
}

function credits(strings) {
  const sources = [
    ["https://www.istat.it/", "ISTAT (CC BY 4.0)"],
    ["https://www.geonames.org/", "GeoNames (CC BY 4.0)"],
    ["https://www.naturalearthdata.com/", "Natural Earth"],
    ["https://leafletjs.com/", "Leaflet"],
  ];
  return [strings.sources, ...sources.flatMap(([href, text]) => [" ", element("a", { href }, text)])];
}

/** Have the map's own sheet of styles, once. */
function styled(path) {
  const href = new URL(path, import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = element("link", { rel: "stylesheet", href });
  return new Promise((done) => {
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    document.head.append(link);
  });
}
