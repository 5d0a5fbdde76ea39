/** One text as a YAML scalar, as in `writing/scalars.py`: both sides write the same. */

const NUMBER_LIKE = /^[-+.]?[0-9][-+.,:_ 0-9a-fA-FxXoOTtZz]*$/;
const LONG = 100;
const WORDS = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);
const SHORT_ESCAPES = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t" };
// A letter that only one side's edition of Unicode knows is written as itself there and as an escape here: both read alike.
const UNSEEN = /(?! )[\p{C}\p{Z}]/u;

export const TYPED = /^(?:true|false|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:+-]+Z?)?)$/;

/** Whether Python would print each character as it is. */
export const isPrintable = (text) => !UNSEEN.test(text);
const folded = (text) => text.toUpperCase().toLowerCase();

const isPlain = (text) =>
    /^[\p{L}\p{N}]/u.test(text) &&
    !/[ :]$/.test(text) &&
    !text.includes(": ") &&
    !text.includes(" #") &&
    !WORDS.has(folded(text)) &&
    !NUMBER_LIKE.test(text) &&
    isPrintable(text);

/** The text on one line, plain where that is safe. */
export const scalar = (text, typed = false) =>
    (typed && TYPED.test(text)) || isPlain(text) ? text : doubleQuoted(text);

export const doubleQuoted = (text) => `"${Array.from(text, escaped).join("")}"`;

/** Between single quotes, null where these could not hold it on one line. */
export const singleQuoted = (text) => (isPrintable(text) ? `'${text.replaceAll("'", "''")}'` : null);

/** A long text as a literal block, null when it is short or would not come back unharmed. */
export function block(text, indent) {
    const body = text.endsWith("\n") ? text.slice(0, -1) : text;
    const lines = body.split("\n");
    if (lines.length < 2 && (Array.from(body).length < LONG || isPlain(text))) return null;
    if (/^[ \n]/.test(body) || body.endsWith("\n")) return null;
    if (lines.some((line) => /^\s+$/.test(line)) || !isPrintable(body.replaceAll("\n", ""))) return null;
    return [text.endsWith("\n") ? "|" : "|-", ...lines.map((line) => (line ? indent + line : ""))].join("\n");
}

function escaped(letter) {
    if (SHORT_ESCAPES[letter]) return SHORT_ESCAPES[letter];
    if (isPrintable(letter)) return letter;
    const code = letter.codePointAt(0);
    const hex = code.toString(16);
    if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
    return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
