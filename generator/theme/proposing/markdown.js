// Markdown as it will look: the forms that people use, drawn as elements and never as HTML.

import { element } from "./elements.js";

const INLINE = /\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|_([^_\s][^_]*)_|`([^`]+)`|\[([^\]]+)\]\((https?:\/\/[^\s)]+|mailto:[^\s)]+)\)/g;

/** Return elements for a text. */
export function drawnText(text) {
  return text.trim().split(/\n\s*\n/).filter(Boolean).flatMap(drawnBlock);
}

function drawnBlock(block) {
  const lines = block.split("\n");
  const heading = /^(#{1,4})\s+(.*)$/.exec(lines[0]);
  if (heading) {
    const rest = lines.slice(1).join("\n").trim();
    return [element(`h${Math.min(heading[1].length + 2, 6)}`, {}, ...inline(heading[2])), ...(rest ? drawnBlock(rest) : [])];
  }
  for (const [name, mark] of [["ul", /^\s*[-*+]\s+/], ["ol", /^\s*\d+[.)]\s+/]]) {
    if (lines.every((line) => mark.test(line))) return [element(name, {}, ...lines.map((line) => element("li", {}, ...inline(line.replace(mark, "")))))];
  }
  if (lines.every((line) => /^>\s?/.test(line))) return [element("blockquote", {}, ...drawnText(lines.map((line) => line.replace(/^>\s?/, "")).join("\n")))];
  return [element("p", {}, ...inline(lines.join(" ")))];
}

function inline(text) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, strong, strongToo, slant, slantToo, code, label, href] = found;
    parts.push(text.slice(at, found.index));
    if (strong ?? strongToo) parts.push(element("strong", {}, strong ?? strongToo));
    else if (slant ?? slantToo) parts.push(element("em", {}, slant ?? slantToo));
    else if (code) parts.push(element("code", {}, code));
    else parts.push(element("a", { href, rel: "noopener nofollow ugc" }, label));
    at = found.index + whole.length;
  }
  return [...parts, text.slice(at)].filter((part) => part !== "");
}
