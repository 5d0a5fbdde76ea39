// The map's view: its module is another script, fetched when somebody opens the view.
//
// That script exports `show(container, {members, words, describe, onSelect, onBounds})` and returns, or promises,
// {update(members), close()}. `members` are {id, latitude, longitude} in degrees; `words` says texts by name
// (`words.say("map_together", {number})`); `describe(ids)` promises what results show of members; `onSelect(id)` brings
// a member's tile into view; `onBounds({south, west, north, east})`, or null for all, filters the list beneath.

import { Points } from "./distance.js";

export class MapView {
  constructor(container, search, words, { map, root }, changed) {
    Object.assign(this, { container, search, words, address: map, root, changed, bounds: null });
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
    const members = hits.map(({ id }) => ({ id, ...points.of(id) })).filter(({ latitude }) => latitude !== undefined);
    if (this.shown) return (await this.shown).update(members);
    this.shown = import(this.address).then(({ show }) =>
      show(this.container, {
        members,
        words: this.words,
        describe: (ids) => this.search.documents(ids),
        onSelect: (id) => this.select(id),
        onBounds: (bounds) => {
          this.bounds = bounds;
          this.changed();
        },
      }),
    );
    this.shown.catch(() => (this.shown = undefined));
    await this.shown;
  }

  async select(id) {
    const [{ address }] = await this.search.documents([id]);
    const link = document.querySelector(`.directory [href="${CSS.escape(this.root + address)}"]`);
    if (link) link.focus();
    else globalThis.location.assign(this.root + address);
  }
}
