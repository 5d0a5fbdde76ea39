// Calls at the visitor's own time: a page may be days old, so what its tiles say now is worked out here.
// Every word comes from the page (`<template data-call-words>`) or from the browser's knowledge of its language.

const MINUTE = 60_000;
const CLOSING_SOON = 7 * 24 * 60 * MINUTE;
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * The state of a call at an instant; the rule of `Call.state` in generator/records/call.py.
 * Instants are milliseconds; `closes` is null where a call stays open.
 */
export function stateAt({ opens, closes, cancelled }, now) {
  if (cancelled) return "cancelled";
  if (closes !== null && now >= closes) return "closed";
  if (now < opens) return "upcoming";
  if (closes !== null && closes - now <= CLOSING_SOON) return "closing";
  return "open";
}

/** The next instant at which a call's state changes, Infinity when it will not. */
export function nextChange({ opens, closes, cancelled }, now) {
  if (cancelled) return Infinity;
  const changes = closes === null ? [opens] : [opens, closes - CLOSING_SOON, closes];
  return Math.min(...changes.filter((change) => change > now), Infinity);
}

/** The board's group of a call in a state; the rule of `group` in generator/publishing/calls/sheets.py. */
export function groupOf(state, side) {
  if (state === "closed" || state === "cancelled") return state;
  return `${side}-${state === "upcoming" ? "upcoming" : "open"}`;
}

/** «mancano 2 giorni e 3 ore»: the two largest units, minutes rounded up. */
export function timeLeft(milliseconds, language, forms) {
  const minutes = Math.max(1, Math.ceil(milliseconds / MINUTE));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  const units = days > 0 ? { day: days, hour: hours } : { hour: hours, minute: minutes % 60 };
  const counted = Object.entries(units).filter(([, number]) => number > 0);
  const said = counted.map(([unit, number]) =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(number),
  );
  const number = counted.length === 1 ? counted[0][1] : 2;
  const form = forms[new Intl.PluralRules(language).select(number)] ?? forms.other;
  return form.replace("{time}", new Intl.ListFormat(language).format(said));
}

function read(element) {
  const { opens, closes, cancelled, side } = element.dataset;
  return {
    element,
    side,
    opens: Date.parse(opens),
    closes: closes === undefined ? null : Date.parse(closes),
    cancelled: cancelled !== undefined,
    state: null,
  };
}

function showBadge(call, words) {
  const badge = words.content.querySelector(`[data-state="${call.state}"]`);
  call.element.querySelector("[data-call-badge]")?.replaceChildren(...badge.cloneNode(true).childNodes);
}

function showLeft(call, now, words) {
  const place = call.element.querySelector("[data-call-left]");
  if (!place) return;
  place.hidden = call.state !== "closing";
  if (place.hidden) return;
  const forms = { one: words.dataset.leftOne, other: words.dataset.leftOther };
  place.textContent = timeLeft(call.closes - now, document.documentElement.lang, forms);
}

function move(call, board) {
  const list = board.querySelector(`[data-calls~="${groupOf(call.state, call.side)}"]`);
  call.element.hidden = list === null;
  if (list === null || call.element.parentElement === list) return;
  const closes = (tile) => Date.parse(tile.dataset.closes ?? "9999-12-31");
  const over = call.state === "closed" || call.state === "cancelled";
  const next = over
    ? list.firstElementChild
    : [...list.children].find((tile) => closes(tile) > closes(call.element));
  list.insertBefore(call.element, next ?? null);
}

function recount(board) {
  for (const group of board.querySelectorAll("[data-calls-group]")) {
    const shown = group.querySelectorAll("[data-call]:not([hidden], [data-out])").length;
    group.hidden = shown === 0;
    const count = group.querySelector("[data-calls-count]");
    if (count) count.textContent = new Intl.NumberFormat(document.documentElement.lang).format(shown);
  }
  const sections = [board, ...board.querySelectorAll("[data-calls-section]")];
  for (const section of sections.filter((one) => one.matches("[data-calls-section]"))) {
    const empty = section.querySelector("[data-calls-empty]");
    if (empty) empty.hidden = section.querySelector("[data-calls-group]:not([hidden])") !== null;
  }
}

function update(calls, words) {
  const now = Date.now();
  const boards = new Set();
  for (const call of calls) {
    const state = stateAt(call, now);
    if (state !== call.state) {
      call.state = state;
      call.element.dataset.state = state;
      showBadge(call, words);
      const board = call.element.closest("[data-calls-board]");
      if (board) {
        move(call, board);
        boards.add(board);
      }
    }
    showLeft(call, now, words);
  }
  boards.forEach(recount);
  return boards.size > 0;
}

function wait(calls) {
  const now = Date.now();
  const minute = calls.some((call) => call.state === "closing") ? now + MINUTE : Infinity;
  const change = Math.min(minute, ...calls.map((call) => nextChange(call, now)));
  return Number.isFinite(change) ? Math.min(change - now, LONGEST_TIMER) : null;
}

let stop = () => {};

function start() {
  stop();
  const words = document.querySelector("template[data-call-words]");
  const calls = [...document.querySelectorAll("[data-call]")].map(read);
  if (!words || calls.length === 0) return;
  let timer;
  const run = () => {
    clearTimeout(timer);
    if (update(calls, words)) document.dispatchEvent(new Event("calls-moved"));
    const pause = wait(calls);
    if (pause !== null) timer = setTimeout(run, pause);
  };
  const wake = () => document.hidden || run();
  document.addEventListener("visibilitychange", wake);
  stop = () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", wake);
  };
  run();
  for (const stamp of document.querySelectorAll("[data-calls-stamp]")) stamp.hidden = true;
}

// The board of calls brings more of them, and hides those that are not asked for (theme/calls/board.js).
document.addEventListener("calls-come", () => start());
document.addEventListener("calls-narrowed", () => document.querySelectorAll("[data-calls-board]").forEach(recount));

// Material changes pages without loading them when `navigation.instant` is on, and tells so here.
if (globalThis.document$) globalThis.document$.subscribe(start);
else start();
