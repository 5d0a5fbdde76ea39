// From where distances count: a municipality that is chosen, or where the visitor is, which is asked for and not kept.

import { Points } from "./distance.js";
import { make } from "./dom.js";

export class Nearby {
  /** `changed` is called with the slug of a municipality, empty for the visitor's own place. */
  constructor(parts, columns, words, changed) {
    Object.assign(this, { parts, columns, words, here: undefined });
    parts.town.addEventListener("change", () => {
      const slug = this.towns?.get(parts.town.value.trim().toLowerCase());
      parts.place_error.textContent = slug || !parts.town.value ? "" : words.say("no_town");
      if (slug) changed(slug);
    });
    parts.here.addEventListener("click", () => this.locate(changed));
  }

  locate(changed) {
    this.parts.place_error.textContent = this.words.say("locating");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.here = { latitude: coords.latitude, longitude: coords.longitude };
        this.parts.town.value = "";
        this.parts.place_error.textContent = "";
        changed("");
      },
      () => (this.parts.place_error.textContent = this.words.say("no_position")),
      { timeout: 10_000, maximumAge: 300_000 },
    );
  }

  /** The hits with their `km`, the nearest first; as they were while nobody has said from where. */
  async sorted(hits, state) {
    this.parts.here.hidden = !navigator.geolocation;
    if (!this.towns) await this.list();
    if (state.near) this.parts.town.value = this.names.get(state.near) ?? "";
    const points = await this.points();
    const point = state.near ? await this.middle(points, state.near) : this.here;
    if (!point) return hits;
    const far = ({ km }) => km ?? Number.MAX_VALUE;
    return hits.map((hit) => ({ ...hit, km: points.from(point, hit.id) })).sort((one, other) => far(one) - far(other));
  }

  async list() {
    const facet = await this.columns.facet("municipality");
    const names = facet.column.values.map(({ label, above }) => `${label} (${facet.above.column.values[above].label})`);
    this.names = new Map(facet.slugs.map((slug, place) => [slug, names[place]]));
    this.towns = new Map(facet.slugs.map((slug, place) => [names[place].toLowerCase(), slug]));
    this.parts.towns.replaceChildren(...names.map((value) => make("option", { value })));
  }

  async points() {
    const [latitude, longitude] = await Promise.all(["latitude", "longitude"].map((name) => this.columns.search.column(name)));
    return new Points(latitude, longitude);
  }

  async middle(points, slug) {
    const facet = await this.columns.facet("municipality");
    const place = facet.slugs.indexOf(slug);
    const ids = [...points.latitude.keys()].filter((id) => facet.of(id).includes(place));
    return points.middle(ids);
  }
}
