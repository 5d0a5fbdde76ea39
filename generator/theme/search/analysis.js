// Text to terms; the same as generator/search/analysis.py and folding.py, which say why. A shared table of cases and
// random text hold the two to each other.

const IGNORED = /[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g;
const MARKED = /[\u2120\u2122]/g;
const FOLDED =
  /[\0-\u0377\u037a-\u037f\u0384-\u03ff\u0400-\u052f\u1e00-\u1f15\u1f18-\u1fbc\u1fc2-\u1ffc\u2000-\u2064\u2070-\u214f\ufb00-\ufb06\uff01-\uff5e]+/g;
const ACCENTED = /[\u00c0-\u036f\u0370-\u0377\u037a-\u037f\u0384-\u052f\u1e00-\u1f15\u1f18-\u1ffc]+/g;
const SPELLED = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i" };
const APOSTROPHES = "'‘’ʼ‛′`´";
const JOINTS = `[${APOSTROPHES}\u2010\u2011-]`;
const W =
  "[^\\0-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00b4\\u00b6-\\u00bf\\u00d7\\u00f7\\u02b9-\\u02df\\u037e\\u0387" +
  "\\u055a-\\u055f\\u0589\\u05be\\u060c\\u061b\\u061f\\u06d4\\u0964\\u0965\\u2000-\\u206f\\u207a-\\u207e\\u208a-\\u208e" +
  "\\u20a0-\\u20cf\\u2190-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u303f\\u30fb\\ud800-\\uf8ff\\ufd3e\\ufd3f\\ufe10-\\ufe6f" +
  "\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\uffe0-\\uffff\\u{1f000}-\\u{1faff}\\u{e0000}-\\u{10ffff}]";
const INITIALS = new RegExp(`(?<!${W})[a-z](?:\\. ?[a-z](?=\\.))+|(?<!${W})[a-z](?:\\.[a-z])+(?!${W})`, "gu");
const COMPOUND = new RegExp(`(?<!${W})[0-9]+(?:\\.[0-9]+)+(?!${W})|${W}+(?:${JOINTS}${W}+)*`, "gu");
const PART = new RegExp(`(${JOINTS}|^)(${W}+)`, "gu");
const THOUSANDS = /^[0-9]{1,3}(?:\.[0-9]{3})+$/;
const STEMMED = /^[a-zß-öø-ɏ]+$/;

/** Small letters, each accented one as one character. */
export function folded(text) {
  return text
    .replace(IGNORED, "")
    .replace(MARKED, " ")
    .replaceAll("´", "'")
    .replace(FOLDED, (run) => run.normalize("NFKC").toLowerCase().replaceAll("ς", "σ").normalize("NFKC"));
}

/** A folded word without accents. */
export function bare(word) {
  return word
    .replace(ACCENTED, (run) => run.normalize("NFD").replace(/[\u0300-\u036f]+/g, ""))
    .replace(/[ßæœøđłı]/g, (letter) => SPELLED[letter]);
}

/**
 * The analysis of a language: `lists` holds its small words and the accented words of the index, as the manifest says
 * them, `stem` its stemmer. A word is {spelled, bare, term, otherwise}.
 */
export class Analysis {
  constructor({ elided = [], after = [], silent = [], legal = [], accents = [] }, stem = (word) => word) {
    [this.elided, this.after, this.silent, this.legal] = [elided, after, silent, legal].map((list) => new Set(list));
    this.accents = new Map(accents.map((word) => [bare(word), word]));
    this.stem = stem;
  }

  words(text) {
    const words = [];
    for (const [compound] of folded(text)
      .replace(INITIALS, (run) => run.replace(/\. ?/g, ""))
      .matchAll(COMPOUND)) {
      if (THOUSANDS.test(compound)) words.push(compound.replaceAll(".", ""));
      else if (compound.includes(".")) words.push(compound);
      else words.push(...this.parts([...compound.matchAll(PART)].map(([, mark, part]) => [mark, part])));
    }
    return words.map((word) => this.word(word));
  }

  told(text) {
    const words = this.words(text);
    return orAll(
      words.filter((word) => !this.silent.has(word.bare)),
      words,
    );
  }

  named(text) {
    const words = this.told(text);
    return orAll(
      words.filter((word) => !this.legal.has(word.bare)),
      words,
    );
  }

  parts(parts) {
    if (parts.length === 1) return [parts[0][1]];
    const apostrophe = (mark) => mark && APOSTROPHES.includes(mark);
    const kept = parts
      .filter(([mark, part], at) => {
        const elided = apostrophe(parts[at + 1]?.[0]) && this.elided.has(part);
        return !elided && !(apostrophe(mark) && this.after.has(part));
      })
      .map(([, part]) => part);
    const words = orAll(
      kept,
      parts.map(([, part]) => part),
    );
    return words.length > 1 && words.every((word) => !/[0-9]/.test(word)) ? [...words, words.join("")] : words;
  }

  word(spelled) {
    const plain = bare(spelled);
    if (!STEMMED.test(spelled)) return { spelled, bare: plain, term: plain, otherwise: plain };
    const form = spelled === plain ? (this.accents.get(plain) ?? plain) : spelled;
    return { spelled, bare: plain, term: bare(this.stem(form)), otherwise: bare(this.stem(plain)) };
  }
}

const orAll = (some, all) => (some.length ? some : all);
