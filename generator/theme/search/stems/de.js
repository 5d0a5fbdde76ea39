// German stems as Snowball 3.1 makes them (german.sbl), of words in small letters without apostrophes.

const PAST = /[aeiouyäöü]+[^aeiouyäöü]/;
const SPELLED = { ß: "ss", ae: "ä", oe: "ö", ue: "ü", qu: "qu" };
const PLAIN = { Y: "y", U: "u", ü: "u", ä: "a", ö: "o" };

export function stem(given) {
  let word = given.replace(/([aeiouyäöü])([uy])(?=[aeiouyäöü])/g, (_, vowel, glide) => vowel + glide.toUpperCase());
  word = word.replace(/qu|ß|[aou]e/g, (found) => SPELLED[found]);
  let p1 = word.length;
  let p2 = word.length;
  if (word.length >= 3) {
    const start = after(PAST, word, 0);
    p2 = after(PAST, word, start);
    p1 = start === word.length ? start : Math.max(3, start);
  }
  word = derived(adjective(inflected(word, p1), p1), p1, p2);
  return word.replace(/[YUüäö]/g, (found) => PLAIN[found]);
}

function after(pattern, word, start) {
  const found = pattern.exec(word.slice(start));
  return found ? start + found.index + found[0].length : word.length;
}

function inflected(word, p1) {
  const found = /(?:(em)|(erinnen|erin|ern|er)|(e[ns]?)|(s)|(lns?))$/.exec(word);
  if (!found || found.index < p1) return word;
  const rest = word.slice(0, found.index);
  if (found[1]) return rest.endsWith("syst") ? word : rest;
  if (found[2]) return rest;
  if (found[3]) return rest.endsWith("niss") ? rest.slice(0, -1) : rest;
  if (found[4]) return /[bdfghklmnrt]$/.test(rest) ? rest : word;
  return `${rest}l`;
}

function adjective(word, p1) {
  const found = /(?:en|er|est|(et)|(st))$/.exec(word);
  if (!found || found.index < p1) return word;
  const rest = word.slice(0, found.index);
  if (found[1]) return /[Udfgklmnrstzä]$/.test(rest) && !/(?:tick|plan|geordn|intern|tr)$/.test(rest) ? rest : word;
  if (found[2]) return /...[bdfghklmnt]$/.test(rest) ? rest : word;
  return rest;
}

function derived(word, p1, p2) {
  const found = /(?:(end|ung)|(ig|isch|ik)|(lich|heit)|(keit))$/.exec(word);
  if (!found || found.index < p2) return word;
  const rest = word.slice(0, found.index);
  const without = (pattern, start) => {
    const more = pattern.exec(rest);
    return more && more.index >= start ? rest.slice(0, more.index) : rest;
  };
  if (found[1]) return without(/(?<!e)ig$/, p2);
  if (found[2]) return rest.endsWith("e") ? word : rest;
  return found[3] ? without(/e[rn]$/, p1) : without(/(?:ig|lich)$/, p2);
}
