// What is asked of the board, and whether a card is that; as the page's address says it.

const ACCENTS = /\p{Mn}/gu;

/** A text in small letters without accents, its words in one line. */
export function plain(text) {
  return text.normalize("NFKD").replace(ACCENTS, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/** What the fields of a form say, by their marks: {text, group, kind, terms, places}, of places those that lie within. */
export function asked(form) {
  const said = { words: plain(form.querySelector("input[type=search]").value).split(" ").filter(Boolean) };
  for (const select of form.querySelectorAll("select[data-mark]")) {
    const within = select.selectedOptions[0]?.dataset.within;
    said[select.dataset.mark] = within ? within.split(" ") : [select.value].filter(Boolean);
  }
  return said;
}

/** Whether a card, {text, group, kind, terms, places}, is what is asked: all words, and one value of each mark. */
export function fits(card, { words, ...marks }) {
  const marked = Object.entries(marks).every(
    ([mark, wanted]) => wanted.length === 0 || wanted.some((value) => card[mark].includes(value)),
  );
  return marked && words.every((word) => card.text.includes(word));
}

/** Set the fields of a form as a query string says; what it says of no choice stays unsaid. */
export function fill(form, query) {
  const given = new URLSearchParams(query);
  for (const field of form.querySelectorAll("[name]")) {
    field.value = given.get(field.name) ?? "";
    if (field.selectedIndex === -1) field.value = "";
  }
}

/** The query string of what a form's fields say, and of other parameters; empty where all are. */
export function query(form, more) {
  const given = new URLSearchParams();
  const said = [...form.querySelectorAll("[name]")].map((field) => [field.name, field.value.trim()]);
  for (const [name, value] of [...said, ...Object.entries(more)]) if (value) given.set(name, value);
  const written = given.toString().replaceAll("%2F", "/");
  return written && `?${written}`;
}
