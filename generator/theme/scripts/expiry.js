// Offers, needs and meetings at the visitor's own day: a page may be days old, and what has expired since must not look
// as if it still stood. `data-until` is the last day, in the federation's time zone, as in `Site.today`.

const ZONE = "Europe/Rome";
const CLOCK = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** The day in Rome at an instant, «2026-11-25», and the milliseconds until the next one begins, or nearly. */
export function dayAt(now) {
  const parts = Object.fromEntries(CLOCK.formatToParts(now).map(({ type, value }) => [type, value]));
  const gone = (Number(parts.hour) * 60 + Number(parts.minute)) * 60 + Number(parts.second);
  return { day: `${parts.year}-${parts.month}-${parts.day}`, left: (86_400 - gone) * 1000 };
}

/** Hide what is over, or mark it where it is the page's own; then what has nothing left to show. */
export function expire(root, day) {
  for (const element of root.querySelectorAll("[data-until]")) {
    if (element.dataset.until >= day || "past" in element.dataset) continue;
    element.dataset.past = "";
    if ("untilMarks" in element.dataset) {
      for (const mark of element.querySelectorAll("[data-until-mark]")) mark.hidden = false;
    } else element.hidden = true;
  }
  const groups = [...root.querySelectorAll("[data-until-group]")].reverse();
  for (const group of groups) {
    const all = group.querySelectorAll("[data-until]");
    const over = all.length > 0 && [...all].every((one) => "past" in one.dataset);
    if (over && !group.hidden) group.hidden = true;
    const empty = group.parentElement?.querySelector(":scope > [data-until-empty]");
    if (over && empty) empty.hidden = false;
  }
}

let stop = () => {};

function start() {
  stop();
  if (!document.querySelector("[data-until]")) return;
  let timer;
  const run = () => {
    clearTimeout(timer);
    const { day, left } = dayAt(Date.now());
    expire(document, day);
    document.dispatchEvent(new CustomEvent("expired", { detail: day }));
    timer = setTimeout(run, left);
  };
  const wake = () => document.hidden || run();
  document.addEventListener("visibilitychange", wake);
  stop = () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", wake);
  };
  run();
}

// Material changes pages without loading them when `navigation.instant` is on, and tells so here.
if (globalThis.document$) globalThis.document$.subscribe(start);
else if (globalThis.document) start();
