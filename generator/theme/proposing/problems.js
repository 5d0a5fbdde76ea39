// Problems at their fields, and a summary above them whose lines lead there.

import { element, labelOf, set } from "./elements.js";

/** Shows problems `{field, severity, message}`; `reveal` brings an element into sight. */
export class Problems {
  constructor(form, words, reveal) {
    Object.assign(this, { form, words, reveal });
    this.box = form.querySelector("[data-problems]");
  }

  clear() {
    this.box.hidden = true;
    for (const error of this.form.querySelectorAll(".field__error")) {
      error.hidden = true;
      error.textContent = "";
    }
    for (const input of this.form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  }

  /** Show problems; `places` has elements by field. With errors the summary takes the focus. */
  show(problems, places) {
    this.clear();
    if (!problems.length) return;
    const placed = problems.map((problem) => ({ ...problem, input: this.inputOf(problem.field, places) }));
    const errors = placed.some(({ severity }) => severity === "error");
    for (const { input, message, severity } of placed) this.mark(input, message, severity);
    const list = element("ul", {}, ...placed.map((problem) => element("li", {}, this.link(problem))));
    this.box.replaceChildren(element("h3", {}, errors ? this.words.problems : this.words.warnings), list);
    this.box.classList.toggle("problems--mild", !errors);
    this.box.hidden = false;
    if (errors) {
      this.box.focus();
      this.box.scrollIntoView({ block: "start" });
    }
  }

  link({ input, message }) {
    const label = labelOf(input?.closest("[data-field]"));
    const link = element("a", { href: `#${input?.id ?? ""}` }, label ? set(this.words.problem, { label, message }) : message);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (!input) return;
      this.reveal(input);
      const target = input.matches("fieldset, [type=hidden], [hidden]") ? (seen(input) ?? input) : input;
      target.focus();
      target.scrollIntoView({ block: "center" });
    });
    return link;
  }

  mark(input, message, severity) {
    const error = input?.closest("[data-field]")?.querySelector(".field__error");
    if (!error) return;
    error.textContent = error.textContent ? `${error.textContent} ${message}` : message;
    error.classList.toggle("field__error--mild", severity !== "error");
    error.hidden = false;
    const target = input.matches("fieldset, [type=hidden], [hidden]") ? seen(input) : input;
    if (severity === "error") target?.setAttribute("aria-invalid", "true");
  }

  /** Return the element of a field, or of what is nearest around it. */
  inputOf(field, places) {
    if (places.has(field)) return places.get(field);
    const first = [...places].find(([name]) => name.startsWith(`${field}.`) || name.startsWith(`${field}[`));
    const inRow = /^(.*\])\.[^.[]+$/.exec(field);
    const beside = inRow && [...places].find(([name]) => name.startsWith(`${inRow[1]}.`))?.[1].closest("[data-row]");
    const last = field.split(".").at(-1);
    const missing = beside?.querySelector(`[name$='.${last}']`);
    if (missing) return missing;
    const own = this.form.elements.namedItem(`fields.${field}`) ?? this.form.elements.namedItem(field);
    if (own) return own instanceof RadioNodeList ? own[0] : own;
    if (first) return first[1];
    return this.form.querySelector(`[data-field="${CSS.escape(field.replace(/\[.*$/, ""))}"]`) ?? (field.includes(".") ? this.inputOf(field.slice(0, field.lastIndexOf(".")), places) : null);
  }
}

function seen(input) {
  return input.closest("[data-field]")?.querySelector("input:not([type=hidden]):not([hidden]), select:not([hidden]), textarea");
}
