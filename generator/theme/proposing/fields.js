// What single fields get beside what they are: a count of the characters left, a time, a look at the text.

import { element, set } from "./elements.js";
import { drawnText } from "./markdown.js";

/** Say how many characters are left, once few are. */
export function counted(field, words) {
  const input = field.querySelector("input, textarea");
  const most = Number(field.dataset.most);
  if (!input || most > 1000 || field.querySelector(".field__left")) return;
  const left = element("p", { class: "field__left", "aria-live": "polite", hidden: true });
  input.after(left);
  input.addEventListener("input", () => {
    const rest = most - [...input.value].length;
    left.hidden = rest > most / 4;
    left.textContent = set(rest < 0 ? words.over : words.left, { n: Math.abs(rest) });
    left.classList.toggle("field__left--over", rest < 0);
  });
}

/** A date that may have a time gets a field for it. */
export function timed(input, words) {
  if (input.parentElement.querySelector("[data-time]")) return;
  input.after(element("input", { type: "time", class: "field__input field__input--short", "data-time": true, "aria-label": words.time }));
}

/** A long text can be looked at as it will be shown. */
export function previewed(field, words) {
  const text = field.querySelector("textarea");
  if (field.querySelector(".preview")) return;
  const shown = element("div", { class: "preview prose" });
  const box = element("details", { class: "preview-box" }, element("summary", {}, words.preview), shown);
  const draw = () => box.open && shown.replaceChildren(...drawnText(text.value));
  box.addEventListener("toggle", draw);
  text.addEventListener("input", draw);
  text.after(box);
}
