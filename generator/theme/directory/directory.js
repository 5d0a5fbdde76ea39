// The directory's page: gives its parts to the finder, and listens.

import { Finder } from "./finder.js";
import { partsOf } from "./dom.js";
import { listen } from "./keys.js";
import { tell } from "./message.js";
import { Words } from "./words.js";
import { narrowed, toggled } from "./address.js";

const NARROW = "(max-width: 59.984375em)";

/** Get the search's script; an address that failed once would fail for good in some browsers, another does not. */
async function searching(setting, tries) {
  const { open } = await import(setting.script + (tries ? `?again=${tries}` : ""));
  const manifest = tries ? undefined : setting.early;
  return open(setting.index, { manifest });
}

async function start(root, signal) {
  root.classList.add("directory--on");
  const parts = partsOf(root);
  const setting = JSON.parse(parts.setting.textContent);
  const address = (path) => path && new URL(setting.root + path, globalThis.location.href).href;
  for (const name of ["script", "index", "map", "extras"]) setting[name] = address(setting[name]);
  setting.early = fetch(`${setting.index}index.json`).then((answer) => (answer.ok ? answer.json() : undefined));
  const words = new Words(setting.words, document.documentElement.lang);
  for (let tries = 0; !signal.aborted; tries += 1) {
    try {
      const search = await searching(setting, tries);
      await run(new Finder(parts, search, words, setting), signal);
      return;
    } catch {
      const text = words.say(navigator.onLine === false ? "offline_text" : "failed_text");
      await new Promise((again) => {
        tell(parts.message, { title: words.say("failed"), text, ways: [{ text: words.say("retry"), act: again }] });
      });
    }
  }
}

async function run(finder, signal) {
  const { parts } = finder;
  drawer(parts, signal);
  heed(finder, signal);
  listen({ field: parts.field, links: () => finder.results.links, clear: () => type(finder, "") }, signal);
  addEventListener("popstate", () => finder.revisit(), { signal });
  addEventListener("online", () => finder.broken && finder.again(), { signal });
  if (!narrowed(finder.state)) await idle();
  // What somebody asked for meanwhile is on its way.
  if (finder.turn) return undefined;
  // Somebody may have typed before the script was there.
  if (parts.field.value.trim() && !finder.state.text) return finder.type(parts.field.value);
  return finder.revisit();
}

function heed(finder, signal) {
  const { parts } = finder;
  const on = (element, name, act) => element.addEventListener(name, act, { signal });
  on(parts.form, "submit", (event) => event.preventDefault());
  on(parts.field, "input", () => type(finder, parts.field.value));
  on(globalThis, "pagehide", () => finder.write());
  on(parts.field, "blur", () => finder.write());
  on(parts.sort, "change", () => finder.go({ ...finder.state, sort: parts.sort.value, near: "", within: "" }));
  on(parts.within, "change", () => finder.go({ ...finder.state, within: parts.within.value }));
  on(parts.views, "click", ({ target }) => {
    const button = target.closest("[data-view]");
    if (button) finder.go({ ...finder.state, view: button.dataset.view });
  });
  on(parts.csv, "click", () => finder.download());
  on(parts.more, "click", () => history.replaceState({ shown: finder.results.shown + 24 }, ""));
  on(parts.facets, "click", (event) => {
    const link = event.target.closest("a[data-slug]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    finder.touched = true;
    finder.go(toggled(finder.state, link.dataset.facet, link.dataset.slug));
  });
  const touched = () => {
    if (finder.touched) return;
    finder.touched = true;
    finder.count().catch((error) => finder.fail(error));
  };
  for (const name of ["pointerenter", "focusin", "toggle"]) on(parts.facets, name, touched);
}

function type(finder, text) {
  finder.parts.field.value = text;
  return finder.type(text);
}

/** Where there is no room beside the results, the facets are a drawer. */
function drawer({ facets, filters, done }, signal) {
  const narrow = matchMedia(NARROW);
  const fit = () => {
    if (narrow.matches) facets.setAttribute("popover", "auto");
    else facets.removeAttribute("popover");
  };
  fit();
  narrow.addEventListener("change", fit, { signal });
  filters.addEventListener("click", () => facets.togglePopover?.(), { signal });
  done.addEventListener("click", () => facets.hidePopover?.(), { signal });
}

const idle = () =>
  new Promise((ready) => (globalThis.requestIdleCallback ?? setTimeout)(ready, { timeout: 1000 }));

let leave = new AbortController();

function begin() {
  leave.abort();
  leave = new AbortController();
  const root = document.querySelector("[data-directory]");
  if (root) start(root, leave.signal);
}

// Material changes pages without loading them when `navigation.instant` is on, and tells so here.
if (globalThis.document$) globalThis.document$.subscribe(begin);
else begin();
