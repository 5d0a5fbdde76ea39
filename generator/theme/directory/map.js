// The map's view: its module is another script (map/map.js), fetched when somebody opens the view. Members are known to
// it by their numbers; what they are called is asked for where it is seen.

import { Points } from "./distance.js";

export class MapView {
  constructor(container, search, { map, map_words: strings, root }, changed) {
    Object.assign(this, { container, search, address: map, strings, root, changed, bounds: null });
  }

  async points() {
    const [latitude, longitude] = await Promise.all(["latitude", "longitude"].map((name) => this.search.column(name)));
    return (this.known ??= new Points(latitude, longitude));
  }

  /** Those of the hits that lie within what the map shows. */
  async within(hits) {
    if (!this.bounds) return hits;
    const { south, west, north, east } = this.bounds;
    const points = await this.points();
    return hits.filter(({ id }) => {
      const at = points.of(id);
      return at && at.latitude >= south && at.latitude <= north && at.longitude >= west && at.longitude <= east;
    });
  }

  async show(hits) {
    if (!this.address) return;
    const points = await this.points();
    const members = hits.map(({ id }) => ({ slug: id, ...points.of(id) })).filter(({ latitude }) => latitude !== undefined);
    if (this.shown) return (await this.shown).update(members);
    this.shown = import(this.address).then(({ show }) =>
      show(this.container, {
        members,
        strings: this.strings,
        describe: (ids) => this.describe(ids),
        onBounds: (bounds) => this.moved(bounds),
      }),
    );
    this.shown.catch(() => (this.shown = undefined));
    await this.shown;
  }

  async describe(ids) {
    const documents = await this.search.documents(ids);
    return documents.map(({ title, place, address }) => ({ name: title, place, address: this.root + address }));
  }

  moved({ south, west, north, east }) {
    const before = JSON.stringify(this.bounds);
    this.bounds = { south, west, north, east };
    if (JSON.stringify(this.bounds) !== before) this.changed();
  }
}
