// From where distances count: a municipality that is chosen, or where the visitor is, which is asked for and not kept.

import { Points } from "./distance.js";
import { make } from "./dom.js";
import { slugOf } from "./slug.js";

const OFFERED = 12;

export class Nearby {
  /** `changed` is called with the slug of a municipality, empty for the visitor's own place. */
  constructor(parts, search, words, changed) {
    Object.assign(this, { parts, search, words, changed, here: undefined });
    parts.town.addEventListener("input", () => this.offer());
    parts.town.addEventListener("change", () => this.towns && this.pick());
    parts.here.addEventListener("click", () => this.locate());
    // Shown when it does something.
    parts.here.hidden = !navigator.geolocation;
  }

  /** Offer the municipalities that what is typed begins. */
  offer() {
    const typed = this.parts.town.value.trim() && slugOf(this.parts.town.value.trim());
    const found = [];
    if (typed && this.towns) {
      for (const { spelled, label } of this.towns.values()) {
        if (spelled.startsWith(typed)) found.push(label);
        if (found.length === OFFERED) break;
      }
    }
    this.parts.towns.replaceChildren(...found.map((value) => make("option", { value })));
  }

  /** Take the municipality that was typed; its province matters where there are several of the name. */
  pick() {
    const text = this.parts.town.value.trim();
    const typed = text && slugOf(text);
    const known = [...this.towns].filter(([, { spelled, name }]) => spelled === typed || slugOf(name) === typed);
    const slug = known.length === 1 ? known[0][0] : "";
    this.parts.place_error.textContent = slug || !text ? "" : this.words.say("no_town");
    if (slug) this.changed(slug);
  }

  locate() {
    this.parts.place_error.textContent = this.words.say("locating");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.here = { latitude: coords.latitude, longitude: coords.longitude };
        this.parts.town.value = "";
        this.parts.place_error.textContent = "";
        this.changed("");
      },
      () => (this.parts.place_error.textContent = this.words.say("no_position")),
      { timeout: 10_000, maximumAge: 300_000 },
    );
  }

  /**
   * The hits with their `km`, the nearest first, and no further than `state.within` where something is chosen; as they
   * were while nobody has said from where.
   */
  async sorted(hits, state) {
    if (!this.towns) {
      await this.list();
      // Somebody may have typed before the list was there.
      if (this.parts.town.value && !state.near) {
        this.offer();
        this.pick();
      }
    }
    const town = this.towns.get(state.near);
    if (state.near) this.parts.town.value = town?.label ?? "";
    const point = state.near ? town : this.here;
    if (!point) return hits;
    const points = await this.points();
    const far = ({ km }) => km ?? Number.MAX_VALUE;
    const placed = hits.map((hit) => ({ ...hit, km: points.from(point, hit.id) }));
    const within = state.within ? placed.filter((hit) => far(hit) <= Number(state.within)) : placed;
    return within.sort((one, other) => far(one) - far(other));
  }

  /** All municipalities by the slugs that addresses have: {name, label, spelled, latitude, longitude}. */
  async list() {
    const { provinces } = await this.search.file("towns.json");
    this.towns = new Map(
      provinces.flatMap(([province, names, latitudes, longitudes]) =>
        names.map((name, at) => {
          const label = `${name} (${province})`;
          const [latitude, longitude] = [latitudes[at] / 10_000, longitudes[at] / 10_000];
          const town = { name, label, spelled: slugOf(label), latitude, longitude };
          return [`${slugOf(province)}.${slugOf(name)}`, town];
        }),
      ),
    );
  }

  async points() {
    const [latitude, longitude] = await Promise.all(["latitude", "longitude"].map((name) => this.search.column(name)));
    return new Points(latitude, longitude);
  }
}
