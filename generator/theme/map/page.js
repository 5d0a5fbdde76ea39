// The map's own page: its members come from a file beside it, and the list below can follow the map.

import { show } from "./map.js";

async function begin(place) {
  const { members: path, home, strings } = place.dataset;
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const rows = await answer.json();
  const members = rows.map(([slug, name, where, latitude, longitude]) => ({
    slug, name, place: where, latitude, longitude, address: `${home}${slug}/`,
  }));
  const follow = document.querySelector("[data-map-follow]");
  let seen = [];
  place.hidden = false;
  const list = () => narrow(follow?.checked ? new Set(seen) : null);
  show(place, {
    members,
    strings: JSON.parse(strings),
    onBounds: ({ slugs }) => {
      seen = slugs;
      list();
    },
  });
  if (follow) {
    follow.closest("label").hidden = false;
    follow.addEventListener("change", list);
  }
}

/** Leave in the list those with these slugs, all for null; what then is empty is left out too. */
function narrow(slugs) {
  for (const item of document.querySelectorAll("[data-map-member]")) {
    item.hidden = slugs !== null && !slugs.has(item.dataset.mapMember);
  }
  for (const part of document.querySelectorAll("[data-map-part]")) {
    part.hidden = part.querySelector("[data-map-member]:not([hidden])") === null;
  }
}

function start() {
  for (const place of document.querySelectorAll("[data-map-page][hidden]")) begin(place);
}

// Material changes pages without loading them when `navigation.instant` is on, and tells so here.
if (globalThis.document$) globalThis.document$.subscribe(start);
else start();
