// A tree of texts against the shape of its record: what `generator/reading/validation.py` finds wrong, in the same words.

import { closest } from "./likeness.js";
import { guessed, mismatched } from "./mismatch.js";
import { shown } from "./quoting.js";
import { N, says } from "./says.js";

const FIRST_KEYS = 6;
const DAY_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Yield what is wrong with a tree: `{location, rule, words}`. A node of `rules` says what a value may be; `known` has
 * a function for each vocabulary, from a code to words on what is wrong with it, or to nothing.
 */
export class Shape {
  constructor({ root, records, patterns }, known) {
    Object.assign(this, { root, records, patterns, known });
  }

  faults(tree) {
    return this.value(this.root, tree, []);
  }

  value(node, value, location) {
    if (node.record) return this.record(node, value, location);
    if (node.list) return this.list(node, value, location);
    if (typeof value !== "string") return [notText(value, location)];
    return this.text(node, value, location);
  }

  record(node, value, location) {
    const { fields, after } = this.records[node.record];
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [this.notRecord(fields, value, location)];
    const found = [];
    for (const [name, field] of Object.entries(fields)) {
      if (value[name] !== undefined) found.push(...this.value(field, value[name], [...location, name]));
      else if (field.required) found.push({ location: [...location, name], rule: "missing-key", words: says(N("the key '{key}' is missing: it must be given"), { key: name }) });
    }
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(fields, name)) found.push(unknownKey(name, fields, location));
    }
    if (found.length) return found;
    return after.flatMap((name) => AFTER[name](value, location));
  }

  notRecord(fields, value, location) {
    const keys = Object.keys(fields).slice(0, FIRST_KEYS).join(", ");
    const words = Array.isArray(value)
      ? says(N("expected keys ({keys}), found a list: remove the '- '"), { keys })
      : says(N("expected keys below it ({keys}), found the text '{found}'"), { keys, found: shown(value) });
    return { location, rule: "wrong-shape", words };
  }

  list(node, value, location) {
    if (!Array.isArray(value)) return [notList(value, location)];
    const found = [];
    let right = 0;
    for (const [at, item] of value.entries()) {
      const wrong = this.value(node.list, item, [...location, at]);
      found.push(...wrong);
      if (!wrong.length) right += 1;
      if (node.most !== undefined && right > node.most) {
        return [{ location, rule: "too-many", words: says(N("{length} items are too many: at most {limit}"), { length: value.length, limit: node.most }) }];
      }
    }
    return found;
  }

  text(node, value, location) {
    const wrong = (rule, words) => [{ location, rule, words }];
    const length = node.most === undefined ? 0 : [...value].length;
    if (length > node.most) return wrong("too-long", says(N("{length} characters are too many: at most {limit}"), { length, limit: node.most }));
    if (node.codes) return node.codes.includes(value) ? [] : wrong("unknown-word", unknownWord(node.codes, value));
    if (node.pattern) {
      const { source, ...pattern } = this.patterns[node.pattern];
      if (!this.pattern(node.pattern).test(value)) return wrong(...mismatched({ name: node.pattern, pattern: source, ...pattern }, value));
    }
    const told = node.kind ? KINDS[node.kind](value, node) : node.vocabulary && this.coded(node.vocabulary, value);
    return told ? wrong(...told) : [];
  }

  coded(vocabulary, value) {
    const words = this.known[vocabulary]?.(value);
    return words && ["unknown-code", words];
  }

  pattern(name) {
    const pattern = this.patterns[name];
    return (pattern.compiled ??= new RegExp(pattern.source, "u"));
  }
}

function notText(value, location) {
  const words = Array.isArray(value)
    ? says(N("expected one text, found a list: remove the '- ' or the brackets"))
    : says(N("expected one text, found the key '{key}' below it"), { key: shown(Object.keys(value)[0] ?? "…") });
  return { location, rule: "wrong-shape", words };
}

function notList(value, location) {
  const words = typeof value === "string"
    ? says(N("expected a list, found '{found}': put '- ' in front, or square brackets around"), { found: shown(value) })
    : says(N("expected a list, found keys: put '- ' in front of the first key of each item"));
  return { location, rule: "wrong-shape", words };
}

function unknownKey(name, fields, location) {
  const problem = says(N("unknown key '{key}'"), { key: shown(name) });
  return { location: [...location, name], rule: "unknown-key", words: guessed(problem, closest(name, Object.keys(fields))) };
}

function unknownWord(codes, found) {
  const problem = says(N("found '{found}', expected one of: {codes}"), { found: shown(found), codes: codes.join(", ") });
  return guessed(problem, closest(found, codes));
}

/** Tell whether year, month and day are a day of the calendar. */
export function isDay(text) {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= DAY_MONTHS[month - 1] + (leap && month === 2 ? 1 : 0);
}

function isMoment(text) {
  const clock = /^.{10}(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:Z|[+-](\d\d):(\d\d))?)?$/.exec(text);
  const [hour, minute, second, ahead, aside] = clock.slice(1).map((part) => Number(part ?? 0));
  return isDay(text) && hour < 24 && minute < 60 && second < 60 && ahead < 24 && aside < 60;
}

function day(text) {
  return isDay(text) ? null : ["impossible-date", says(N("there is no such day or time as '{found}'"), { found: shown(text) })];
}

function moment(text) {
  return isMoment(text) ? null : ["impossible-date", says(N("there is no such day or time as '{found}'"), { found: shown(text) })];
}

function number(text, { least, above, limit }) {
  const value = Number(text);
  const found = shown(text);
  if (limit !== undefined && value > limit) return ["too-large", says(N("{found} is too large: at most {limit}"), { found, limit })];
  if (least !== undefined && value < least) return ["too-small", says(N("{found} is too small: at least {limit}"), { found, limit: least })];
  if (above !== undefined && value <= above) return ["too-small", says(N("{found} is too small: it must be more than {limit}"), { found, limit: above })];
  return null;
}

/** Tell whether eleven digits are a tax code or a VAT number: company, office, and Luhn's check digit. */
export function checkDigit(digits) {
  const total = [...digits].reduce((sum, digit, at) => sum + (at % 2 ? Math.floor((digit * 2) / 10) + ((digit * 2) % 10) : Number(digit)), 0);
  return total % 10 === 0 && !digits.startsWith("0000000") && /^(0(?!00)[0-9]{2}|100|12[01]|888|999)$/.test(digits.slice(7, 10));
}

const badDigit = (found) => ["check-digit", says(N("the check digit of '{found}' is wrong: look for a slip in the number"), { found: shown(found) })];

function taxCode(text) {
  if (/^[0-9]{11}$/.test(text)) return checkDigit(text) ? null : badDigit(text);
  if (/^(?=.*[0-9])[0-9A-Z][0-9A-Z./-]{3,19}$/.test(text) && !/^\p{N}+$/u.test(text)) return null;
  return ["tax-code", says(N("'{found}' is no tax code: eleven digits; outside Italy capital letters and digits"), { found: shown(text) })];
}

function vatNumber(text) {
  const digits = text.replace(/^IT/, "");
  if (/^[0-9]{11}$/.test(digits)) return checkDigit(digits) ? null : badDigit(text);
  if (!text.startsWith("IT") && /^[A-Z]{2}[0-9A-Z+*]{2,13}$/.test(text)) return null;
  return ["vat-number", says(N("'{found}' is no VAT number: eleven digits; outside Italy with the two letters of the country"), { found: shown(text) })];
}

function zone(text) {
  try {
    if (!/^[A-Z]/.test(text)) throw new RangeError(text);
    new Intl.DateTimeFormat("en", { timeZone: text });
    return null;
  } catch {
    return ["unknown-zone", says(N("no time zone is called '{found}': write one such as Europe/Rome"), { found: shown(text) })];
  }
}

const truth = () => null;

const KINDS = { day, moment, number, taxCode, truth, vatNumber, zone };

/** Rules of a whole record, by the names that `publishing/proposing/rules.py` gives them. */
const AFTER = {
  half_a_point: (tree, location) =>
    (tree.latitude === undefined) === (tree.longitude === undefined)
      ? []
      : [{ location, rule: "half-a-point", words: says(N("latitude and longitude are given together or not at all")) }],
  exchange_order: (tree, location) => {
    if (tree.from !== undefined && tree.from > tree.expires) {
      const values = { found: shown(tree.expires), first: shown(tree.from) };
      return [{ location: [...location, "expires"], rule: "ends-before-it-begins", words: says(N("the end, {found}, is before the beginning, {first}"), values) }];
    }
    if (tree.stage === undefined || tree.chain !== undefined) return [];
    return [{ location: [...location, "stage"], rule: "stage-without-chain", words: says(N("a stage needs the chain that it belongs to: add the key 'chain'")) }];
  },
  value_order: (tree, location) =>
    tree.min === undefined || tree.max === undefined || Number(tree.min) <= Number(tree.max)
      ? []
      : [{ location: [...location, "max"], rule: "maximum-below-minimum", words: says(N("the maximum is below the minimum")) }],
  same_id: (tree, location) => {
    const bearers = ["offers", "needs"].flatMap((key) => (tree[key] ?? []).map(({ id }, at) => ({ id, way: [key, at, "id"] })));
    const twice = bearers.find(({ id }) => bearers.filter((one) => one.id === id).length > 1);
    if (!twice) return [];
    const [, second] = bearers.filter(({ id }) => id === twice.id);
    return [{ location: [...location, ...second.way], rule: "same-id", words: says(N("the id '{id}' is here twice: give each offer and need one of its own"), { id: twice.id }) }];
  },
};
