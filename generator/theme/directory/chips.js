// What is chosen, a chip for each, to be removed one by one or all at once.

import { make } from "./dom.js";

/** Put a chip for each of `chosen`, {of, label, drop}, into a list; `clear` empties all of them. */
export function showChips(list, chosen, words, clear) {
  const focus = list.contains(document.activeElement) ? [...list.querySelectorAll("button")].indexOf(document.activeElement) : -1;
  const chips = chosen.map(({ of, label, drop }) => {
    const name = words.say("drop", { facet: of, value: label });
    const text = [make("span", { class: "chip__count" }, of), label, make("span", { class: "chip__cross" }, "×")];
    return button({ class: "chip chip--chosen", "aria-label": name }, text, drop);
  });
  if (chips.length > 1) chips.push(button({ class: "chip chip--quiet" }, [words.say("clear")], clear));
  list.replaceChildren(...chips.map((chip) => make("li", {}, chip)));
  list.hidden = !chips.length;
  // Whoever removes one with the keyboard goes on from the next.
  if (focus >= 0) (chips[focus] ?? chips.at(-1))?.focus();
}

function button(attributes, content, act) {
  const made = make("button", { type: "button", ...attributes }, ...content);
  made.addEventListener("click", act);
  return made;
}
