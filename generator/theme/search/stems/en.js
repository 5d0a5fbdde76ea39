// English stems as Snowball 3.1 makes them (english.sbl), of words in small letters without apostrophes.

const V = "[aeiouy]";
const C = "[^aeiouy]";
const ending = (words) => new RegExp(`(?:${words.replaceAll(" ", "|")})$`);

const WHOLE = new Map(
  Object.entries({
    skis: "ski",
    skies: "sky",
    idly: "idl",
    gently: "gentl",
    ugly: "ugli",
    early: "earli",
    only: "onli",
    singly: "singl",
    andes: "andes",
    atlas: "atlas",
    bias: "bias",
    cosmos: "cosmos",
    howe: "howe",
    news: "news",
    sky: "sky",
  }),
);
const FIRST_REGION = new RegExp(`^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers|${C}*${V}+${C})`);
const PAST = new RegExp(`${V}+${C}`);
const SHORT = new RegExp(`(?:${C}${V}[^aeiouywxY]|^${V}${C}|past)$`);
const STEP_2 = Object.entries({
  tion: "tional",
  ence: "enci",
  ance: "anci",
  able: "abli",
  ent: "entli",
  ize: "izer ization",
  ate: "ational ation ator",
  al: "alism aliti alli",
  ful: "fulness fulli",
  ous: "ousli ousness",
  ive: "iveness iviti",
  ble: "biliti bli",
  og: "ogist ogi",
  less: "lessli",
  "": "li",
});
const STEP_3 = Object.entries({
  tion: "tional",
  ate: "ational",
  al: "alize",
  ic: "icate iciti ical",
  "": "ful ness ative",
});
const replacing = (table) => new Map(table.flatMap(([to, from]) => from.split(" ").map((suffix) => [suffix, to])));
const BY_2 = replacing(STEP_2);
const BY_3 = replacing(STEP_3);
const ANY_2 = ending([...BY_2.keys()].join(" "));
const ANY_3 = ending([...BY_3.keys()].join(" "));
const ANY_4 = ending("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion");

export function stem(given) {
  if (WHOLE.has(given)) return WHOLE.get(given);
  if (given.length < 3) return given;
  let word = given.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const p1 = after(FIRST_REGION, word, 0);
  const p2 = after(PAST, word, p1);
  word = participle(plural(word), p1);
  word = word.replace(/(.[^aeiouy])[yY]$/, "$1i");
  word = replaced(word, ANY_2, BY_2, p1, p2);
  word = replaced(word, ANY_3, BY_3, p1, p2);
  return withoutE(derived(word, p2), p1, p2).replaceAll("Y", "y");
}

function after(pattern, word, start) {
  const found = pattern.exec(word.slice(start));
  return found ? start + found.index + found[0].length : word.length;
}

function plural(word) {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  return /[us]s$/.test(word) || !/[aeiouy].+s$/.test(word) ? word : word.slice(0, -1);
}

function participle(word, p1) {
  const found = /(?:(eedly|eed)|(ing)|ingly|edly|ed)$/.exec(word);
  if (!found) return word;
  const rest = word.slice(0, found.index);
  if (found[1]) return found.index < p1 || /^(?:succ|proc|exc)$/.test(rest) ? word : `${rest}ee`;
  if (found[2]) {
    if (/^[^aeiouy]y$/.test(rest)) return `${rest.slice(0, -1)}ie`;
    if (/^(?:even|cann|inn|earr|herr|out)$/.test(rest)) return word;
  }
  if (!/[aeiouy]/.test(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1);
  return rest.length === p1 && SHORT.test(rest) ? `${rest}e` : rest;
}

function replaced(word, any, table, p1, p2) {
  const found = any.exec(word);
  if (!found || found.index < p1) return word;
  const rest = word.slice(0, found.index);
  const suffix = found[0];
  if (suffix === "ogi" && !rest.endsWith("l")) return word;
  if (suffix === "li" && !/[cdeghkmnrt]$/.test(rest)) return word;
  if (suffix === "ative" && found.index < p2) return word;
  return rest + table.get(suffix);
}

function derived(word, p2) {
  const found = ANY_4.exec(word);
  if (!found || found.index < p2) return word;
  const rest = word.slice(0, found.index);
  return found[0] === "ion" && !/[st]$/.test(rest) ? word : rest;
}

function withoutE(word, p1, p2) {
  const at = word.length - 1;
  const rest = word.slice(0, at);
  if (word.endsWith("e")) return at >= p2 || (at >= p1 && !SHORT.test(rest)) ? rest : word;
  return word.endsWith("ll") && at >= p2 ? rest : word;
}
