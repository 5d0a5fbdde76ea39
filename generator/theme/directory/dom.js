// Elements, made and found.

/** An element with attributes (true stands for an empty one; false, null and undefined for none) and content. */
export function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...content.filter((one) => one !== null && one !== undefined && one !== ""));
  return element;
}

/** The parts of an element that its script knows by name: `data-part="list"` is `list`. */
export function partsOf(element) {
  return Object.fromEntries([...element.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
}
