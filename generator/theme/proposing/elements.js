// Elements and words of the form's page.

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

/** Return a button that acts. */
export function button(text, act, name = "button button--quiet") {
  const made = element("button", { type: "button", class: name }, text);
  made.addEventListener("click", act);
  return made;
}

/** Set values into a sentence. */
export function set(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Return what a field is called: its label or its legend, without what else stands in it. */
export function labelOf(field) {
  const label = field?.querySelector("legend, label");
  return label ? [...label.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("").trim() : "";
}

/** Return the JSON of a file beside the page. */
export async function fetched(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}
