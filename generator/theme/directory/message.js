// What a visitor is told beside the results: nothing found, something missing, other words than those typed.

import { make } from "./dom.js";

/** Show a message with a title, a text and ways on, each {text, act}; or none. */
export function tell(element, told) {
  element.hidden = !told;
  element.replaceChildren();
  if (!told) return;
  const { title, text, ways = [], kind = "empty" } = told;
  const buttons = ways.map((way, at) => {
    const looks = at ? "button" : "button button--primary";
    const button = make("button", { type: "button", class: looks }, way.text);
    button.addEventListener("click", way.act);
    return button;
  });
  element.append(
    make(
      "div",
      { class: kind },
      title && make("p", { class: "empty__title" }, title),
      text && make("p", {}, text),
      buttons.length ? make("p", { class: "empty__ways" }, ...buttons) : null,
    ),
  );
}
