// Messages as `check` says them. `N` marks a sentence of the catalogue: its translation comes with the rules.

/** Mark a sentence for the catalogue. */
export function N(text) {
  return text;
}

/** Return a sentence with its values; a value may be a sentence itself. */
export function says(text, values = {}) {
  return { text, values };
}

/** Return a problem's words in the language of `messages`, which holds translations by the English sentence. */
export function told({ text, values }, messages) {
  return (messages[text] ?? text).replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name) => {
    if (!name) return whole[0];
    const value = values[name];
    return value?.text === undefined ? String(value) : told(value, messages);
  });
}
