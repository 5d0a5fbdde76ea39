// A year's dates at the visitor's own day: where the page says which day it is, and which date comes next. The day comes
// from expiry.js, which marks what has passed.

/** Move the mark of today to its day, and the way to the next date to the first one that is still to come. */
export function follow(root, day) {
  root.querySelector("[data-day][aria-current]")?.removeAttribute("aria-current");
  root.querySelector(`[data-day="${day}"]`)?.setAttribute("aria-current", "date");
  const way = root.querySelector("[data-dates-next]");
  if (!way) return;
  const next = root.querySelector(".month [data-until]:not([data-past])");
  way.hidden = next === null;
  if (next) way.href = `#d-${next.dataset.until}`;
}

if (globalThis.document) document.addEventListener("expired", ({ detail }) => follow(document, detail));
