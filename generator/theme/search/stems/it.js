// Italian stems as Snowball 3.1 makes them (italian.sbl), of words in small letters without apostrophes.

const V = "[aeiouàèìòù]";
const C = "[^aeiouàèìòù]";
const ending = (words) => new RegExp(`(?:${words.replaceAll(" ", "|")})$`);

const GRAVE = { á: "à", é: "è", í: "ì", ó: "ò", ú: "ù", qu: "qU" };
const BETWEEN_VOWELS = new RegExp(`(${V})([ui])(?=${V})`, "g");
const VERB_REGION = new RegExp(`^(?:${V}(?:${C}+${V}|${V}+${C})|divan|${C}(?:${C}+${V}|${V}.))`);
const PAST = new RegExp(`${V}+${C}`);
const PRONOUN = ending(
  "la cela gliela mela tela vela le cele gliele mele tele vele ne cene gliene mene sene tene vene ci li celi glieli " +
    "meli teli veli gli mi si ti vi lo celo glielo melo telo velo",
);
const GERUND = /[ae]ndo$/;
const INFINITIVE = /[aei]r$/;
const ENDINGS = [
  "ica osa ista anza ice atrice iche abile ibile ose ante mente iste anze ici atrici ichi abili ibili ismi osi anti " +
    "isti ico ismo oso istà istè istì",
  "azione atore azioni atori",
  "logia logie",
  "usione uzione usioni uzioni",
  "enza enze",
  "amenti imenti amento imento",
  "amente",
  "ità",
  "iva ive ivi ivo",
];
const STANDARD = new RegExp(`(?:${ENDINGS.map((words) => `(${words.replaceAll(" ", "|")})`).join("|")})$`);
const VERB = ending(
  "isca enda ata ita uta ava eva iva erebbe irebbe isce ende are ere ire asse ate avate evate ivate ete erete irete ite " +
    "ereste ireste ute erai irai isci endi erei irei assi ati iti eresti iresti uti avi evi ivi isco ando endo Yamo iamo " +
    "avamo evamo ivamo eremo iremo assimo ammo emmo eremmo iremmo immo ano iscano avano evano ivano eranno iranno ono " +
    "iscono arono erono irono erebbero irebbero assero essero issero ato ito uto avo evo ivo ar ir erà irà erò irò",
);

export function stem(given) {
  let word = given.replace(/[áéíóú]|qu/g, (found) => GRAVE[found]);
  word = word.replace(BETWEEN_VOWELS, (_, vowel, glide) => vowel + glide.toUpperCase());
  const pV = after(VERB_REGION, word, 0);
  const p1 = after(PAST, word, 0);
  const p2 = after(PAST, word, p1);
  word = withoutPronoun(word, pV);
  const shorter = standard(word, pV, p1, p2);
  word = shorter ?? word.slice(0, pV) + word.slice(pV).replace(VERB, "");
  return withoutVowel(word, pV).replaceAll("I", "i").replaceAll("U", "u");
}

function after(pattern, word, start) {
  const found = pattern.exec(word.slice(start));
  return found ? start + found.index + found[0].length : word.length;
}

function withoutPronoun(word, pV) {
  const found = PRONOUN.exec(word);
  if (!found) return word;
  const verb = word.slice(0, found.index);
  if (INFINITIVE.test(verb)) return verb.length - 2 >= pV ? `${verb}e` : word;
  return GERUND.test(verb) && verb.length - 4 >= pV ? verb : word;
}

// The word without its standard suffix, undefined where it has none that may go.
function standard(word, pV, p1, p2) {
  const found = STANDARD.exec(word);
  if (!found) return undefined;
  const kind = found.slice(1).findIndex(Boolean);
  const at = found.index;
  const rest = word.slice(0, at);
  if (at < (kind === 5 ? pV : kind === 6 ? p1 : p2)) return undefined;
  const without = (text, pattern) => {
    const more = pattern.exec(text);
    return more && more.index >= p2 ? text.slice(0, more.index) : undefined;
  };
  if (kind === 1) return without(rest, /ic$/) ?? rest;
  if (kind === 2) return `${rest}log`;
  if (kind === 3) return `${rest}u`;
  if (kind === 4) return `${rest}ente`;
  if (kind === 6) {
    const first = without(rest, /(?:ic|abil|os|iv)$/);
    if (first === undefined) return rest;
    return (rest.endsWith("iv") && without(first, /at$/)) || first;
  }
  if (kind === 7) return without(rest, /(?:ic|abil|iv)$/) ?? rest;
  if (kind === 8) {
    const first = without(rest, /at$/);
    return first === undefined ? rest : (without(first, /ic$/) ?? first);
  }
  return rest;
}

function withoutVowel(given, pV) {
  let word = given;
  if (/[aeioàèìò]$/.test(word) && word.length - 1 >= pV) {
    word = word.slice(0, -1);
    if (word.endsWith("i") && word.length - 1 >= pV) word = word.slice(0, -1);
  }
  return /[cg]h$/.test(word) && word.length - 2 >= pV ? word.slice(0, -1) : word;
}
