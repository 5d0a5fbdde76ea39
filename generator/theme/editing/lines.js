/** Lines of a text that is changed in place, as in `writing/lines.py`. */

export const lineStart = (text, at) =>
    at ? Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1 : 0;

export function lineEnd(text, at) {
    const search = /\r\n?|\n/g;
    search.lastIndex = at;
    return search.exec(text)?.index ?? text.length;
}

/** The first position of the next line, `at` being the end of this one. */
export const afterBreak = (text, at) =>
    at + (text.startsWith("\r\n", at) ? 2 : text[at] === "\n" || text[at] === "\r" ? 1 : 0);

/** Where the line begins that stands before the one that begins at `at`. */
export const lineBefore = (text, at) => lineStart(text, at - (text.slice(0, at).endsWith("\r\n") ? 2 : 1));

export const lineBreak = (text) => /\r\n?|\n/.exec(text)?.[0] ?? "\n";

/** The text without the break at its end. */
export const unbroken = (text) => text.replace(/(?:\r\n?|\n)$/, "");

export const columnOf = (text, at) => at - lineStart(text, at);

/** How many spaces the line that begins at `at` begins with, null where nothing follows them. */
export function indentOf(text, at) {
    const spaces = /[^ ]/.exec(text.slice(at, lineEnd(text, at)));
    return spaces ? spaces.index : null;
}

/** Where an entry ends that stands in the column `beside`: with deeper remarks below it. */
export function extent(text, end, beside) {
    let at = lineEnd(text, end);
    let last = at;
    while (at < text.length) {
        const begin = afterBreak(text, at);
        const spaces = indentOf(text, begin);
        at = lineEnd(text, begin);
        if (spaces === null) continue;
        if (spaces <= beside || text[begin + spaces] !== "#") break;
        last = at;
    }
    return last;
}

/** Where the last line of a block text ends that begins with `header` at `start`; `beside`: its key's column. */
export function blockEnd(text, start, beside, header) {
    let end = lineEnd(text, start);
    const digit = /[0-9]/.exec(header);
    let margin = digit ? beside + Number(digit[0]) : null;
    let at = end;
    for (let begin; (begin = afterBreak(text, at)) < text.length;) {
        at = lineEnd(text, begin);
        const spaces = indentOf(text, begin);
        if (spaces === null) {
            if (header.includes("+") || (margin !== null && at - begin > margin)) end = at;
            continue;
        }
        if (margin === null && spaces > beside) margin = spaces;
        if (margin === null || spaces < margin) break;
        end = at;
    }
    return end;
}
