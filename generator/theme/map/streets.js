// Street maps of another server, where the federation has switched them on: nothing is asked of it before the visitor
// has agreed, and the agreement is kept on the device only when that was agreed too.

import { button, element, said } from "./words.js";

const KEY = "coop-restart-streets";
const CREDITS = { href: "https://www.openstreetmap.org/copyright", text: "© OpenStreetMap" };

/** The control: a button, and what it explains before anything is fetched. `switched(on)` follows the map's layer. */
export function streets(L, map, template, strings, switched) {
  const host = new URL(template).host;
  const layer = L.tileLayer(template, { maxZoom: 19, referrerPolicy: "strict-origin-when-cross-origin", className: "map-streets" });
  const remember = element("input", { type: "checkbox" });
  const turn = (on) => {
    if (on) layer.addTo(map);
    else layer.remove();
    ask.hidden = true;
    open.textContent = on ? strings.streetsBack : strings.streets;
    open.setAttribute("aria-expanded", "false");
    switched(on);
  };
  const open = button(strings.streets, () => {
    if (map.hasLayer(layer)) {
      kept(host, false);
      turn(false);
      return;
    }
    ask.hidden = !ask.hidden;
    open.setAttribute("aria-expanded", String(!ask.hidden));
    if (!ask.hidden) ask.querySelector("input, button").focus();
  });
  open.setAttribute("aria-expanded", "false");
  const agree = button(strings.streetsAgree, () => {
    kept(host, remember.checked);
    turn(true);
    open.focus();
  });
  const decline = button(strings.streetsDecline, () => {
    ask.hidden = true;
    open.setAttribute("aria-expanded", "false");
    open.focus();
  });
  const ask = element(
    "div",
    { class: "map-streets-ask", role: "group", "aria-label": strings.streets, hidden: true },
    element("p", {}, said(strings.streetsText, { host })),
    element("label", {}, remember, " ", strings.streetsRemember),
    element("p", { class: "map-streets-ask__ways" }, agree, " ", decline),
  );
  const credits = element("a", { href: CREDITS.href }, CREDITS.text);
  if (agreed(host)) turn(true);
  return { control: element("div", { class: "map__streets" }, open, ask), credits };
}

function agreed(host) {
  try {
    return localStorage.getItem(KEY) === host;
  } catch {
    return false;
  }
}

/** Storage may be refused by the browser: then every visit asks. */
function kept(host, wanted) {
  try {
    if (wanted) localStorage.setItem(KEY, host);
    else localStorage.removeItem(KEY);
  } catch {
    // Nothing is kept, as nothing was before.
  }
}
