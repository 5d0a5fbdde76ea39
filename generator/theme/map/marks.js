// The marks of members: buttons, in reading order, so that the keyboard goes through them as the eye does.

import { gathered } from "./clusters.js";
import { element, said } from "./words.js";

const MARGIN = 0.15;

/** Keeps the marks of the part that is seen; `choose(mark, button)` is called when one is activated. */
export class Marks {
  constructor(L, map, strings, describe, choose) {
    Object.assign(this, { L, map, strings, describe, choose, members: [], shown: new Map(), known: new Map() });
    this.Icon = L.DivIcon.extend({ createIcon: () => this.button(this.making) });
  }

  /** Show other members. */
  put(members) {
    this.members = members;
    this.known.clear();
    for (const { layer } of this.shown.values()) layer.remove();
    this.shown.clear();
    this.draw();
  }

  /** Show the marks of what is seen now; those that stay are left alone, and so is the focus. */
  draw() {
    const seen = this.map.getBounds().pad(MARGIN);
    const marks = this.gathered().filter((one) => seen.contains([one.latitude, one.longitude]));
    const wanted = new Map(marks.map((one) => [this.key(one), one]));
    for (const [key, { layer }] of this.shown) {
      if (wanted.has(key)) continue;
      layer.remove();
      this.shown.delete(key);
    }
    for (const [key, one] of wanted) if (!this.shown.has(key)) this.shown.set(key, this.add(one));
    this.sort([...wanted.keys()].map((key) => this.shown.get(key).layer.getElement()));
    this.name();
  }

  /** Name the marks that are shown; those whose members have no names yet, when these have come. */
  async name() {
    const shown = [...this.shown.values()];
    await this.describe(shown.map(({ mark }) => mark.members[0]));
    for (const { mark, layer } of shown) {
      const [button, text] = [layer.getElement(), this.called(mark)];
      if (!button || button.getAttribute("aria-label") === text) continue;
      button.setAttribute("aria-label", text);
      button.querySelector(".map-mark__name").textContent = text;
    }
  }

  /** What a mark is called: its member, or how many there are and near what. */
  called({ members }) {
    const [{ name, place }] = members;
    if (members.length > 1) return said(this.strings.many, { count: members.length, place: place ?? "…" });
    return [name, place].filter(Boolean).join(", ") || "…";
  }

  /** The button of the mark that a member stands in, where it is seen. */
  of(slug) {
    const found = [...this.shown.values()].find(({ mark }) => mark.members.some((one) => one.slug === slug));
    return found?.layer.getElement() ?? null;
  }

  mark(slug) {
    return this.gathered().find((one) => one.members.some((member) => member.slug === slug));
  }

  gathered() {
    const zoom = Math.round(this.map.getZoom());
    if (!this.known.has(zoom)) {
      const marks = gathered(this.members, zoom);
      marks.sort((one, other) => other.latitude - one.latitude || one.longitude - other.longitude);
      this.known.set(zoom, marks);
    }
    return this.known.get(zoom);
  }

  key({ members, latitude, longitude }) {
    return `${members[0].slug} ${members.length} ${latitude} ${longitude}`;
  }

  add(mark) {
    this.making = mark;
    const icon = new this.Icon();
    const layer = this.L.marker([mark.latitude, mark.longitude], { icon, keyboard: false, interactive: false });
    return { layer: layer.addTo(this.map), mark };
  }

  button(mark) {
    const count = mark.members.length;
    const text = this.called(mark);
    const size = count === 1 ? "one" : count < 10 ? "few" : count < 100 ? "some" : "many";
    const made = element(
      "button",
      { type: "button", class: `leaflet-marker-icon map-mark map-mark--${size}`, "aria-label": text, "aria-pressed": "false" },
      element("span", { "aria-hidden": "true" }, count === 1 ? "" : said("{count}", { count })),
      element("span", { class: "map-mark__name", "aria-hidden": "true" }, text),
    );
    made.addEventListener("click", () => this.choose(mark, made));
    return made;
  }

  /** Put the buttons into reading order without touching the one that has the focus. */
  sort(buttons) {
    for (let place = buttons.length - 1; place >= 0; place -= 1) {
      const [here, next] = [buttons[place], buttons[place + 1] ?? null];
      if (here !== document.activeElement && here.nextSibling !== next) here.parentElement.insertBefore(here, next);
    }
  }
}
