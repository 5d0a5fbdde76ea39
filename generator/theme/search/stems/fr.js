// French stems as Snowball 3.1 makes them (french.sbl), of words in small letters without apostrophes.

const V = "[aeiouyàâèéêëîïôùû]";
const C = "[^aeiouyàâèéêëîïôùû]";
const any = (words) => `(?:${words.replaceAll(" ", "|")})`;
const ending = (words) => new RegExp(`${any(words)}$`);

const VERB_REGION = new RegExp(`^(?:${V}${V}.|par|col|tap|ni${V}|.${C}*${V})`);
const PAST = new RegExp(`${V}+${C}`);
const VOWEL = new RegExp(V);
const UNACCENTED = new RegExp(`[éè](${C}+)$`);
const POSTLUDE = { I: "i", U: "u", Y: "y", He: "ë", Hi: "ï", H: "" };
const KINDS = [
  "iqUe ance able isme iste iqUes ances ables ismes istes eux",
  "atrice ation ateur atrices ations ateurs",
  "logie logies",
  "usion ution usions utions",
  "ence ences",
  "ements ement",
  "ités ité",
  "ive if ives ifs",
  "eaux",
  "aux",
  "oux",
  "euse euses",
  "issements issement",
  "amment",
  "emment",
  "ments ment",
];
const STANDARD = new RegExp(`(?:${KINDS.map((words) => `(${words.replaceAll(" ", "|")})`).join("|")})$`);
const I_VERB = ending(
  "ira ie isse issante i irai ir iras ies îmes isses issantes îtes is irais issais irions issions irons issons issants " +
    "it irait issait issant iraIent issaIent irent issent iront ît iriez issiez irez issez",
);
const VERB = new RegExp(
  `(?:(ions)|(${any(
    "era ée erai er eras ées eais erais erions erons és erait eraIent èrent eront ez iez eriez erez é",
  )})|(${any("a asse ante ai as âmes asses antes âtes assions ants ait ant aIent assent ât assiez")})|aises?|ais)$`,
);

export function stem(given) {
  let word = marked(given);
  const pV = after(VERB_REGION, word, 0);
  const p1 = after(PAST, word, 0);
  const p2 = after(PAST, word, p1);
  word = inflected(word, pV, p1, p2);
  word = /(?:ei?ll|[eo]nn|ett)$/.test(word) ? word.slice(0, -1) : word;
  return word.replace(UNACCENTED, "e$1").replace(/He|Hi|[IUYH]/g, (found) => POSTLUDE[found]);
}

// Vowels that stand for consonants become capitals; ë and ï are set apart from the letters before them.
function marked(given) {
  const letters = [...given];
  const vowel = (at) => at < letters.length && VOWEL.test(letters[at]);
  for (let at = 0; at < letters.length;) {
    const [letter, next] = [letters[at], letters[at + 1]];
    if (vowel(at) && ((/[ui]/.test(next ?? "") && vowel(at + 2)) || next === "y")) letters[at + 1] = next.toUpperCase();
    else if (letter === "ë" || letter === "ï") letters.splice(at, 1, "H", letter === "ë" ? "e" : "i");
    else if (letter === "y" && vowel(at + 1)) letters[at] = "Y";
    else if (letter === "q" && next === "u") letters[at + 1] = "U";
    else at += 1;
  }
  return letters.join("");
}

function after(pattern, word, start) {
  const found = pattern.exec(word.slice(start));
  return found ? start + found.index + found[0].length : word.length;
}

function inflected(given, pV, p1, p2) {
  const [done, word] = standard(given, pV, p1, p2);
  const shorter = done ? word : (withoutIVerb(word, pV) ?? withoutVerb(word, pV, p2));
  if (shorter === undefined) return residual(word, pV, p2);
  return shorter.replace(/Y$/, "i").replace(/ç$/, "c");
}

// Whether a standard suffix settles the word, and what is left of it, be it for the next step.
function standard(word, pV, p1, p2) {
  const found = STANDARD.exec(word);
  if (!found) return [false, word];
  const at = found.index;
  const rest = word.slice(0, at);
  const refused = [false, word];
  const kept = (left) => (at < p2 ? refused : [true, left()]);
  // `suffix` gives way to nothing where it stands far enough behind, else to `otherwise`.
  const cut = (text, suffix, otherwise = suffix) => {
    if (!text.endsWith(suffix)) return text;
    const left = text.slice(0, -suffix.length);
    return left.length >= p2 ? left : left + otherwise;
  };
  switch (found.slice(1).findIndex(Boolean)) {
    case 0:
      return kept(() => rest);
    case 1:
      return kept(() => cut(rest, "ic", "iqU"));
    case 2:
      return kept(() => `${rest}log`);
    case 3:
      return kept(() => `${rest}u`);
    case 4:
      return kept(() => `${rest}ent`);
    case 5:
      return at < pV ? refused : [true, adverb(rest, pV, p1, p2, cut)];
    case 6:
      return kept(() => ability(rest, cut));
    case 7:
      return kept(() => (cut(rest, "at") === rest ? rest : cut(cut(rest, "at"), "ic", "iqU")));
    case 8:
      return [true, `${rest}eau`];
    case 9:
      return at < p1 ? refused : [true, `${rest}al`];
    case 10:
      return /[bhjlnp]$/.test(rest) ? [true, `${rest}ou`] : refused;
    case 11:
      return at >= p2 ? [true, rest] : at >= p1 ? [true, `${rest}eux`] : refused;
    case 12:
      return at >= p1 && rest && !VOWEL.test(rest.at(-1)) ? [true, rest] : refused;
    case 13:
      return [false, at < pV ? word : `${rest}ant`];
    case 14:
      return [false, at < pV ? word : `${rest}ent`];
    default:
      return [false, rest && VOWEL.test(rest.at(-1)) && at - 1 >= pV ? rest : word];
  }
}

function ability(rest, cut) {
  if (rest.endsWith("abil")) return cut(rest, "abil", "abl");
  return rest.endsWith("ic") ? cut(rest, "ic", "iqU") : cut(rest, "iv");
}

function adverb(rest, pV, p1, p2, cut) {
  const found = /(?:(iv)|(eus)|(iqU|abl)|([Ii]èr))$/.exec(rest);
  if (!found) return rest;
  const left = rest.slice(0, found.index);
  const far = left.length >= p2;
  if (found[1]) return far ? cut(left, "at") : rest;
  if (found[2]) return far ? left : left.length >= p1 ? `${left}eux` : rest;
  if (found[3]) return far ? left : rest;
  return left.length >= pV ? `${left}i` : rest;
}

function withoutIVerb(word, pV) {
  const found = I_VERB.exec(word.slice(pV));
  if (!found || !found.index) return undefined;
  const rest = word.slice(0, pV + found.index);
  return /[Haeiouyàâèéêëîïôùû]$/.test(rest) ? undefined : rest;
}

function withoutVerb(word, pV, p2) {
  const found = VERB.exec(word.slice(pV));
  if (!found) return undefined;
  const at = pV + found.index;
  const rest = word.slice(0, at);
  if (found[1]) return at < p2 ? undefined : rest;
  if (found[2]) return rest;
  if (found[3]) return rest.endsWith("e") && at - 1 >= pV ? rest.slice(0, -1) : rest;
  return /^.al$|épl$|auv$/.test(rest) ? undefined : rest;
}

function residual(given, pV, p2) {
  const word = /(?:Hi|[^aiosuè])s$/.test(given) ? given.slice(0, -1) : given;
  const found = /(?:(ion)|([Ii]ère|[Ii]er)|e)$/.exec(word.slice(pV));
  if (!found) return word;
  const at = pV + found.index;
  const rest = word.slice(0, at);
  if (found[1]) return at >= p2 && found.index > 0 && /[st]$/.test(rest) ? rest : word;
  return found[2] ? `${rest}i` : rest;
}
