// What will be sent, looked over: the answers in words, what changes, and the file itself.

import { element, labelOf } from "./elements.js";

/** Return the answers as a list, each under its field's name. */
export function answersOf(form, tree, words) {
  const items = [];
  for (const field of form.querySelectorAll("[data-step] > [data-field]")) {
    const value = field.dataset.field.split(".").reduce((here, part) => here?.[part], tree);
    if (value === undefined) continue;
    items.push(element("dt", {}, labelOf(field)), element("dd", {}, ...spoken(field, value)));
  }
  return items.length ? element("dl", { class: "facts review" }, ...items) : element("p", { class: "note" }, words.empty);
}

/** Return a value as people see it in the form: labels of what is chosen, texts as they stand. */
function spoken(field, value) {
  if (typeof value === "string") return [labelled(field, value)];
  const shown = [];
  for (const input of field.querySelectorAll("input, select, textarea")) {
    if (!input.name || input.name.endsWith(".id")) continue;
    const text = textOf(input);
    if (text) shown.push(text);
  }
  return [shown.join(" · ")];
}

function labelled(field, value) {
  const select = field.querySelector("select");
  const option = select && [...select.options].find((one) => one.value === value);
  return option?.textContent ?? value;
}

function textOf(input) {
  if (input.type === "checkbox" || input.type === "radio") return input.checked ? input.closest("label").textContent.trim() : "";
  if (input.type === "hidden") return input.value && (input.closest(".chip")?.firstChild.data ?? input.parentElement.querySelector("[role=combobox]")?.value ?? input.value);
  return input.value && labelled(input.parentElement, input.value);
}

/** Return a table of changes: the field's name, what stood there, what stands there now. */
export function changesOf(form, changed, before, words) {
  const rows = changed.map(({ path, value }) => {
    const old = path.reduce((here, part) => here?.[part], before);
    const top = form.querySelector(`[data-field="${path[0]}"]`);
    const own = form.querySelector(`[data-field="${path.filter((part) => typeof part === "string").join(".")}"]`);
    const name = [...new Set([labelOf(top), labelOf(own)].filter(Boolean))].join(": ") || path.join(".");
    return element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, plainly(old, words, own)), element("td", {}, plainly(value, words, own)));
  });
  const head = element("tr", {}, element("td"), element("th", { scope: "col" }, words.before), element("th", { scope: "col" }, words.after));
  return element("div", { class: "wide" }, element("table", { class: "review" }, element("thead", {}, head), element("tbody", {}, ...rows)));
}

/** Return a value in words: what is chosen in `field` by its label. */
function plainly(value, words, field) {
  if (value === null || value === undefined) return words.nothing;
  if (typeof value === "string") return field ? called(field, value) : value;
  if (Array.isArray(value)) return value.map((one) => plainly(one, words, field)).join(" · ");
  return Object.entries(value).filter(([name]) => name !== "id").map(([, one]) => plainly(one, words, field)).join(", ");
}

function called(field, value) {
  const tick = field.querySelector(`input[type=checkbox][value="${CSS.escape(value)}"]`);
  const chip = field.querySelector(`.chip input[value="${CSS.escape(value)}"]`);
  return tick?.closest("label").textContent.trim() ?? chip?.parentElement.firstChild.data ?? labelled(field, value);
}

/** Return the file's text, folded away. */
export function fileOf(path, text, words) {
  return element("details", { class: "review__file" }, element("summary", {}, `${words.file}: ${path}`), element("pre", { tabindex: "0" }, element("code", {}, text)));
}
