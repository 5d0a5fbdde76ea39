// What the verdict needs to know beside the record: made from the files that the site publishes for the form.

import { foldedName } from "./namesakes.js";
import { knowing } from "./verdict.js";

/** Return the world of `findings`; `activities` are pairs of code and title, `members` the known slugs where there are any. */
export function worldOf(rules, { places, activities, members, today }) {
  const { options, world } = rules;
  const codes = Object.fromEntries(Object.entries(options).map(([name, listed]) => [name, new Set(listed.map(([code]) => code))]));
  codes.ateco = new Set(activities.map(([code]) => code));
  return {
    ...world,
    today,
    members,
    known: knowing(codes, places, world.hidden_services),
    place: (code) => places.get(code),
    legal_forms: [...codes.legal_forms],
    roles: new Set(world.roles),
    fold: foldedName,
  };
}

/** Return today's date in the federation's own time zone. */
export function todayIn(zone, now = new Date()) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}
