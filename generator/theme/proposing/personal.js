// What personal data looks like in running text: the twin of `generator/checking/personal.py`.

import { N } from "./says.js";

const TAX_CODE = /(?<![0-9A-Z])[A-Z]{3}[ .-]?[A-Z]{3}[ .-]?[0-9LMNP-V]{2}[A-EHLMPR-T][0-9LMNP-V]{2}[ .-]?[A-Z][0-9LMNP-V]{3}[ .-]?[A-Z](?![0-9A-Z])/gi;
const PERSON = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;
const IBAN = /(?<![0-9A-Z])(?=([A-Z]{2}[0-9]{2}(?:[ .-]?[0-9A-Z]){11,30}))/gi;
const MOBILE = /3[1-9][0-9](?:[ ./()-]{0,3}[0-9]){7}(?![./-]?[0-9])/g;
const DIALLED = /(?:^|[^0-9A-Za-z/=._,%+-]|[A-Za-z]\.)(?:\+39|0039)?[ ./()-]*$|(?:wa\.me\/|phone=|tel:)(?:\+|%2B)?(?:39)?$/;
const ELSEWHERE = /(?:\+|\b00)(?!39)[0-9]{1,3}[ ./()0-]*$|\b0(?!039)[0-9]{1,3}[ ./)-]+$/;
const MAILBOX = /(?<![0-9A-Za-z_.+-])([A-Za-z]+)\.([A-Za-z]+)(@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)/g;
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const DATE_DIGITS = "LMNPQRSTUV";

/** Kinds of personal data: rule, severity, words, and what finds the first in a text, as it may be shown, or null. */
export const DETECTORS = [
  { rule: "personal-tax-code", severity: "error", words: N("found a person's tax code ({found}): it must not stand in a public file"), find: personCode },
  { rule: "account-number", severity: "error", words: N("found the number of a bank account ({found}): it must not stand in a public file"), find: account },
  { rule: "mobile-number", severity: "warning", words: N("found a mobile number ({found}): is it a person's? Better the number of an office"), find: mobile },
  { rule: "personal-mailbox", severity: "warning", words: N("found a mailbox that looks like a person's ({found}): better one of an office, such as info@"), find: mailbox },
];

function personCode(text) {
  for (const [code] of text.matchAll(TAX_CODE)) if (isPerson(code.replace(/[ .-]/g, ""))) return masked(code);
  return null;
}

/** Tell whether a code is a person's: its form, its check character, and a day of birth that is one. */
export function isPerson(text) {
  const code = text.replace(/[ :-]/g, "").trim().toUpperCase();
  if (!PERSON.test(code)) return false;
  const worth = (letter) => (/[0-9]/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 65);
  const sum = [...code.slice(0, 15)].reduce((total, letter, at) => total + (at % 2 ? worth(letter) : ODD[worth(letter)]), 0);
  if (String.fromCharCode(65 + (sum % 26)) !== code[15]) return false;
  const digit = (letter) => (/[0-9]/.test(letter) ? Number(letter) : DATE_DIGITS.indexOf(letter));
  const day = (digit(code[9]) * 10 + digit(code[10])) % 40;
  const month = "ABCDEHLMPRST".indexOf(code[8]);
  const short = 1900 + digit(code[6]) * 10 + digit(code[7]);
  const date = new Date(Date.UTC(short < 1920 ? short + 100 : short, month, day));
  return date.getUTCMonth() === month && date.getUTCDate() === day;
}

function account(text, _, { accounts }) {
  for (const [, found] of text.matchAll(IBAN)) {
    const words = found.split(/[ .-]/);
    for (let end = 1; end <= words.length; end += 1) if (isAccount(words.slice(0, end).join("").toUpperCase(), accounts)) return masked(found);
  }
  return null;
}

/** Tell whether a number is an IBAN; `accounts` has what follows the check digits by country, as a pattern. */
export function isAccount(number, accounts) {
  const structure = accounts[number.slice(0, 2)];
  if (!structure || !new RegExp(`^${structure}$`).test(number.slice(4))) return false;
  const digits = [...number.slice(4), ...number.slice(0, 4)].map((letter) => parseInt(letter, 36)).join("");
  return BigInt(digits) % 97n === 1n;
}

function mobile(text) {
  for (const found of text.matchAll(MOBILE)) {
    const before = text.slice(Math.max(0, found.index - 16), found.index);
    if (DIALLED.test(before) && !ELSEWHERE.test(before)) return masked(found[0]);
  }
  return null;
}

function mailbox(text, name, { roles, fold }) {
  const own = new Set(fold(name).split(" "));
  for (const [, first, second, rest] of text.matchAll(MAILBOX)) {
    const parts = [first.toLowerCase(), second.toLowerCase()];
    if (!parts.some((part) => roles.has(part) || own.has(part))) return masked(first) + rest;
  }
  return null;
}

function masked(found) {
  return `${found.slice(0, 3)}…`;
}
