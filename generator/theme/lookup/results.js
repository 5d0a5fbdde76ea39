// What was found, as the options of a list box: a group for each kind, the kind of the best result first.

import { below } from "./engine.js";

function made(tag, name, ...content) {
  const element = document.createElement(tag);
  element.className = `lookup__${name}`;
  element.append(...content);
  return element;
}

function marked(search, text, terms) {
  return search.mark(text, terms).map(([piece, hit]) => {
    if (!hit) return piece;
    const mark = document.createElement("mark");
    mark.append(piece);
    return mark;
  });
}

function option(href, ...content) {
  const link = made("a", "option", ...content);
  link.href = href;
  link.tabIndex = -1;
  link.role = "option";
  link.ariaSelected = false;
  return link;
}

function result({ address, title, place, line, terms }, search) {
  const shown = Object.entries({ title, place, line }).filter(([, text]) => text);
  return option(below(address), ...shown.map(([name, text]) => made("span", name, ...marked(search, text, terms))));
}

function group(kind, results, { counts }, search, words) {
  const heading = made("div", "kind", words[kind], made("span", "count", counts[kind].toLocaleString(words.language)));
  heading.role = "presentation";
  const element = made("div", "group", heading, ...results.map((one) => result(one, search)));
  element.role = "group";
  element.ariaLabel = words[kind];
  return element;
}

/** The groups of an answer, and a way to all that the directory has where `more` leads there. */
export function drawn(answer, search, words, more) {
  const groups = [...new Set(answer.results.map(({ kind }) => kind))].map((kind) => {
    return group(kind, answer.results.filter((one) => one.kind === kind), answer, search, words);
  });
  if (answer.counts.member) {
    const all = option(more, words.all);
    all.classList.add("lookup__all");
    groups.push(all);
  }
  return groups;
}
