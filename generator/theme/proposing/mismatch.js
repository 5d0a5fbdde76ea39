// What each pattern of the fields asks for, with a guess where one can be made: the twin of `generator/reading/patterns.py`.

import { shown } from "./quoting.js";
import { N, says } from "./says.js";

const TYPED_MOST = 300;
const YES = new Set(["yes", "y", "on", "true", "1", "sì", "si", "vero"]);
const NO = new Set(["no", "n", "off", "false", "0", "falso"]);
const STRIPPED = /^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/g;

/** Return rule and words for a text that does not match its field's pattern, given by its name and as it is written. */
export function mismatched({ name, pattern, unseen }, found) {
  if (!found.replace(STRIPPED, "")) return ["empty", says(N("an empty text: write something, or leave the value out altogether"))];
  if (name === "line" || name === "prose") return textMismatch(name, unseen, found);
  const [rule, words, guess] = EXPECTED[name] ?? ["pattern", N("'{found}' is not written as it must be: {pattern}"), () => null];
  const problem = says(words, { found: shown(found), pattern });
  const likely = guess([...found].slice(0, TYPED_MOST).join(""));
  return [rule, guessed(problem, likely && new RegExp(pattern, "u").test(likely) ? likely : null)];
}

/** Return words followed by the best guess, if there is one, and by the name of what is guessed. */
export function guessed(problem, guess, name = "") {
  if (!guess) return problem;
  if (name) return says(N("{problem}. Did you mean '{guess}' ({name})?"), { problem, guess: shown(guess), name });
  return says(N("{problem}. Did you mean '{guess}'?"), { problem, guess: shown(guess) });
}

function textMismatch(name, unseen, found) {
  const hidden = new RegExp(`[${unseen}]`, "u").exec(found);
  if (hidden) {
    const code = `U+${hidden[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    return ["unseen-character", says(N("the text '{found}' has the character {code}, which nobody sees: delete it"), { code, found: shown(found) })];
  }
  if (found.includes("\t") && name === "line") return ["tab", says(N("a tab inside a line of text: write spaces"))];
  return ["several-lines", says(N("expected one line, found several: join them"))];
}

function stripped(text) {
  return text.replace(STRIPPED, "");
}

function likelyWeb(found) {
  const text = stripped(found);
  const [scheme, ...rest] = text.split("://");
  if (!rest.length) return `https://${text.replace(/^https:/, "").replace(/^http:/, "").replace(/^\/+/, "")}`;
  return `${scheme.toLowerCase() === "http" ? "http" : "https"}://${rest.join("://")}`;
}

function likelyEmail(found) {
  return stripped(found).replace(/^mailto:/, "").replaceAll(" ", "").replace(/^[<>]+|[<>]+$/g, "");
}

/** Return the short name most like a text, "" when nothing of it can stay. */
export function shortName(text) {
  const plain = text.toUpperCase().toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80).replace(/^-+|-+$/g, "");
}

function likelyNumber(found) {
  let text = found.replace(/[\s'_€%]/g, "").replace(/^\+/, "");
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) text = text.replaceAll(".", "").replace(",", ".");
  else if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) text = text.replaceAll(",", "");
  else if (/^-?\d*,\d+$/.test(text)) text = text.replace(",", ".");
  else if (/^-?\d{1,6}(\.\d{1,6})?[eE]\+?\d{1,2}$/.test(text)) text = unpowered(text);
  const plain = /^(-?)0*(\d+)((?:\.\d+)?)$/.exec(text);
  return plain && plain.slice(1).join("");
}

/** Write 1.5e3 out, with six decimals unless all are zero. */
function unpowered(text) {
  const [, sign, whole, part = "", power] = /^(-?)(\d+)(?:\.(\d+))?[eE]\+?(\d+)$/.exec(text);
  const digits = (whole + part).padEnd(whole.length + Number(power), "0");
  const at = whole.length + Number(power);
  const exact = Number(`${sign}${digits.slice(0, at)}.${digits.slice(at) || "0"}`);
  return (Number.isInteger(exact) ? BigInt(exact).toString() : exact.toFixed(6)).replace(/\.000000$/, "");
}

function likelyInteger(found) {
  const number = likelyNumber(found);
  return number && /^-?\d+(\.0+)?$/.test(number) ? number.split(".")[0] : null;
}

function likelyDay(found) {
  const text = stripped(found);
  const iso = /^(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:[T ].*)?$/.exec(text);
  const local = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text);
  if (!iso && !local) return null;
  const [year, month, day] = iso ? iso.slice(1) : local.slice(1).reverse();
  return possible(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** Return a day or a time that there is: 31 April would only be refused again. */
function possible(moment) {
  const [day, clock = "00:00"] = moment.split("T");
  const time = Date.parse(`${day}T${clock}Z`);
  return day.slice(0, 4) !== "0000" && !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${day}T${clock}`) ? moment : null;
}

function likelyMoment(found) {
  const text = stripped(found).replaceAll("T", " ");
  const space = text.indexOf(" ");
  const [date, clock] = space < 0 ? [text, ""] : [text.slice(0, space), stripped(text.slice(space + 1))];
  const day = likelyDay(date);
  if (day === null || !clock) return day;
  const time = /^(\d{1,2})[.:](\d{2})$/.exec(clock);
  return time ? possible(`${day}T${time[1].padStart(2, "0")}:${time[2]}`) : null;
}

function likelyTruth(found) {
  const word = stripped(found).toLowerCase();
  return YES.has(word) ? "true" : NO.has(word) ? "false" : null;
}

function unnamed(text) {
  return text.replace(/\.yml$/, "").replace(/\.yaml$/, "");
}

function likelyReference(found) {
  const text = unnamed(stripped(found));
  const cut = text.lastIndexOf("/");
  return `${text.slice(0, Math.max(cut, 0)).slice(-4)}/${shortName(unnamed(text.slice(cut + 1)))}`;
}

const upper = (found) => stripped(found).toUpperCase();

const EXPECTED = {
  web_address: ["web-address", N("'{found}' is no web address: it begins with https:// and has no spaces"), likelyWeb],
  email: ["e-mail", N("'{found}' is no e-mail address, such as info@name.example"), likelyEmail],
  slug: ["short-name", N("'{found}' is no short name: small letters, digits and single hyphens"), (found) => shortName(unnamed(found))],
  phone: ["phone", N("'{found}' is no phone number: one number in digits, such as +39 030 1234567"), (found) => stripped(found.replace(/^[^0-9+]*/, ""))],
  postcode: ["postcode", N("'{found}' is no postcode: capital letters and digits, such as 00195"), upper],
  integer: ["number", N("'{found}' is no whole number: digits only, such as 1250"), likelyInteger],
  decimal: ["number", N("'{found}' is no number: digits and at most one point, such as 1250.5"), likelyNumber],
  day: ["date", N("'{found}' is no date: year, month and day, such as 2027-03-31"), likelyDay],
  moment: ["date", N("'{found}' is no date or time, such as 2027-03-31 or 2027-03-31T12:00"), likelyMoment],
  truth: ["truth", N("'{found}' is neither true nor false"), likelyTruth],
  initiative: ["initiative", N("'{found}' is no initiative: year and file name, such as 2023/collaborare"), likelyReference],
  logo: ["logo", N("'{found}' is no image's name: small letters and digits, ending in .svg, .png, .jpg, .jpeg or .webp"), (found) => found.toLowerCase()],
  register: ["register-number", N("'{found}' is no number of the register: a capital letter and digits, such as A123456"), upper],
  currency: ["currency", N("'{found}' is no currency: three capital letters of ISO 4217, such as EUR"), upper],
};
