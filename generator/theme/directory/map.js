// The map's view: its script, and where the members are, are fetched when somebody opens the view.

import { Points } from "./distance.js";

export class MapView {
  constructor(container, search, words, { map, map_words: strings, places, root }, changed) {
    Object.assign(this, { container, search, strings, address: map, places, root, changed, bounds: null });
  }

  /** Those of the hits that lie within what the map shows. */
  async within(hits) {
    if (!this.bounds) return hits;
    const [latitude, longitude] = await Promise.all(["latitude", "longitude"].map((name) => this.search.column(name)));
    const { south, west, north, east } = this.bounds;
    const points = (this.points ??= new Points(latitude, longitude));
    return hits.filter(({ id }) => {
      const at = points.of(id);
      return at && at.latitude >= south && at.latitude <= north && at.longitude >= west && at.longitude <= east;
    });
  }

  async show(hits) {
    if (!this.address) return;
    try {
      const known = await (this.known ??= this.whereabouts());
      const members = hits.flatMap(({ id }) => known.get(id) ?? []);
      this.count = members.length;
      if (this.shown) return void (await this.shown).update(members);
      this.shown = import(this.address).then(({ show }) => show(this.container, this.given(members)));
      await this.shown;
    } catch (error) {
      this.known = this.shown = undefined;
      throw error;
    }
  }

  /** Every member whose place is known, by its number in the search. */
  async whereabouts() {
    const answer = await fetch(this.places);
    if (!answer.ok) throw new Error(`${this.places}: ${answer.status}`);
    const home = new URL("..", this.places).href;
    return new Map(
      (await answer.json()).map(([slug, name, place, latitude, longitude, id]) => [
        id, { slug, name, place, latitude, longitude, address: `${home}${slug}/` },
      ]),
    );
  }

  given(members) {
    return { members, strings: this.strings, onBounds: (bounds) => this.moved(bounds) };
  }

  /** Filter the list by what the map shows; where that is everybody, those of unknown place stay too. */
  moved({ south, west, north, east, slugs }) {
    const bounds = slugs.length < this.count ? { south, west, north, east } : null;
    if (JSON.stringify(bounds) === JSON.stringify(this.bounds)) return;
    this.bounds = bounds;
    this.changed();
  }
}
