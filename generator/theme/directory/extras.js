// What the directory fetches only when somebody asks for it.

import { rowsOf, save } from "./download.js";
import { MapView } from "./map.js";
import { Nearby } from "./nearby.js";

export class Extras {
  constructor(finder) {
    const { parts, search, words, setting } = finder;
    this.finder = finder;
    this.nearby = new Nearby(parts, search, words, (near) => finder.go({ ...finder.state, near }));
    this.map = new MapView(parts.map, search, setting, () => finder.again());
  }

  async save(hits) {
    const ids = hits.map(({ id }) => id);
    save(await rowsOf(ids, this.finder), this.finder.setting.file);
  }
}
