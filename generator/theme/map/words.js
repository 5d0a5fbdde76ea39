// What the map says: its words come from the page, in the page's language.

/** Set values into a text; one with forms for one and for many takes the form of `count`. */
export function said(text, values = {}) {
  const language = document.documentElement.lang;
  const form = typeof text === "string" ? text : (text[new Intl.PluralRules(language).select(values.count)] ?? text.other);
  const number = new Intl.NumberFormat(language);
  return Object.entries(values).reduce(
    (sentence, [name, value]) => sentence.replace(`{${name}}`, typeof value === "number" ? number.format(value) : value),
    form,
  );
}

/** Make an element: its attributes, then what is in it. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function button(text, act, name = "") {
  const made = element("button", { type: "button", class: name || "map__button" }, text);
  made.addEventListener("click", act);
  return made;
}
