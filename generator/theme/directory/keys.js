// The keyboard: `/` leads to the field, arrows through the results, Escape back.

const AHEAD = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
const TYPED = "input:not([type=checkbox]), select, textarea, [contenteditable]";

/** Listen until `signal` aborts. `links` gives the results' links in their order, `clear` empties the field. */
export function listen({ field, links, clear }, signal) {
  const typed = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPED)) return;
    event.preventDefault();
    // On this page the key is the directory's, whatever else may wait for it.
    event.stopImmediatePropagation();
    field.focus();
    field.select();
  };
  const inField = (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && links().length) {
      event.preventDefault();
      links()[0].focus();
    } else if (event.key === "Escape" && field.value) {
      event.preventDefault();
      clear();
    }
  };
  const among = (event) => {
    const all = links();
    const at = all.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") field.focus();
    else if (event.key in AHEAD) {
      event.preventDefault();
      (next(all, at, event.key) ?? (AHEAD[event.key] < 0 ? field : all[at])).focus();
    }
  };
  document.addEventListener("keydown", typed, { capture: true, signal });
  field.addEventListener("keydown", inField, { signal });
  document.addEventListener("keydown", among, { signal });
}

/** The link that an arrow leads to: beside, or the nearest in the row above or below. */
function next(links, at, key) {
  const step = AHEAD[key];
  if (key === "ArrowLeft" || key === "ArrowRight") return links[at + step];
  const place = (link) => link.closest("li, tr").getBoundingClientRect();
  const here = place(links[at]);
  let row;
  let best;
  for (let other = at + step; links[other]; other += step) {
    const there = place(links[other]);
    if (Math.abs(there.top - here.top) < 4) continue;
    if (row !== undefined && Math.abs(there.top - row) >= 4) break;
    row = there.top;
    const aside = Math.abs(there.left - here.left);
    if (!best || aside < best.aside) best = { link: links[other], aside };
  }
  return best?.link;
}
