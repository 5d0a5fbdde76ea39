// The verdict on a record: what `coop-restart check` would say of its file, field by field, in the same words.

import { findings } from "./agreement.js";
import { Shape } from "./shape.js";
import { shown } from "./quoting.js";
import { N, says, told } from "./says.js";

/**
 * Return the problems of a tree of texts: `{field, rule, severity, message}`, errors of the shape alone where there
 * are any, as `check` does. `rules` come from the site, `world` is what else is known (see `findings`).
 */
export function verdict(kind, tree, rules, world) {
  const shape = new Shape(rules, world.known);
  const faults = [...shape.faults(tree), ...misnamed(kind, tree, world)].map((fault) => ({ ...fault, severity: "error" }));
  const found = faults.length ? faults : findings(kind, tree, shape, world);
  return found.map(({ location, rule, severity, words }) => ({ field: dotted(location), rule, severity, message: told(words, rules.messages) }));
}

/** Return `offers[0].expires` for ["offers", 0, "expires"]. */
export function dotted(location) {
  const parts = location.map((part) => (typeof part === "number" ? `[${part}]` : `.${shown(part)}`));
  return parts.join("").replace(/^\./, "");
}

/** In Italy places and legal forms are written by their codes; elsewhere by their names. */
function misnamed(kind, tree, { known }) {
  if (kind !== "member") return [];
  const text = (value) => (typeof value === "string" ? value : undefined);
  if ((text(tree.address?.country) || "IT") !== "IT") return [];
  const ways = [["municipalities", ["address", "municipality"], tree.address?.municipality], ["legal_forms", ["legal_form"], tree.legal_form]];
  return ways.flatMap(([vocabulary, location, value]) => {
    const words = text(value) !== undefined && known[vocabulary](value);
    return words ? [{ location, rule: "unknown-code", words }] : [];
  });
}

/** Return what is said of codes that vocabularies have not: a function for each. `codes` are sets, `places` see below. */
export function knowing(codes, places, hidden = []) {
  const unknown = (text, has) => (found) => (has(found) ? null : says(text, { found: shown(found) }));
  const each = Object.entries(NO_CODE).map(([name, text]) => [name, unknown(text, (code) => codes[name].has(code))]);
  const known = Object.fromEntries(each);
  return {
    ...known,
    services: (found) => (hidden.includes(found) ? says(HIDDEN, { found: shown(found) }) : known.services(found)),
    areas: unknown(NO_AREA, (code) => codes.areas.has(code) || codes.countries.has(code) || places.has(code)),
    municipalities: (found) => (places.has(found) ? null : misplaced(found, places)),
  };
}

const NO_CODE = {
  services: N("no service has the code '{found}'"),
  countries: N("no country has the code '{found}' (two capital letters of ISO 3166)"),
  languages: N("no language has the code '{found}' (two small letters of ISO 639-1)"),
  ateco: N("no activity of ATECO 2025 has the code '{found}'"),
  register_sections: N("no section of the register has the code '{found}'"),
  register_categories: N("no category of the register has the code '{found}'"),
  legal_forms: N("no legal form has the code '{found}'"),
};
const HIDDEN = N("the service '{found}' was taken out of this federation's list");
const NO_AREA = N("no area has the code '{found}' (a country IT, a region IT-25, a province IT-BS, a municipality 017029)");

/** Say what is wrong with a municipality's code; a name is told its code. */
function misplaced(found, places) {
  const named = places.named([...found].slice(0, 80).join(""));
  if (named.length === 1) return says(N("'{found}' is a name: write its code '{guess}'"), { found: shown(found), guess: named[0].code });
  if (named.length) {
    const guesses = named.map(({ code, name, province }) => `'${code}' (${name}, ${province})`).join(", ");
    return says(N("'{found}' is the name of several municipalities: write the code of one, {guesses}"), { found: shown(found), guesses });
  }
  const now = places.former(found.trim());
  if (now) return says(N("the code '{found}' is no longer in use: write '{guess}' ({name})"), { found: shown(found), guess: now.code, name: now.name });
  return says(N("no municipality has the code '{found}'"), { found: shown(found) });
}
