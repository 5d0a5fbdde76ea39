// What the page says, in its own language: the texts come with the page, the browser knows plurals and numbers.

export class Words {
  constructor(texts, language) {
    this.texts = texts;
    this.plural = new Intl.PluralRules(language);
    this.digits = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  }

  number(number) {
    return this.digits.format(number);
  }

  /** The text of this name; where it has forms, the one for `values.number`; `{name}` stands for a value. */
  say(name, values = {}) {
    const text = this.texts[name];
    const form = typeof text === "string" ? text : (text[this.plural.select(values.number)] ?? text.other);
    return form.replace(/\{(\w+)\}/g, (_, key) =>
      typeof values[key] === "number" ? this.number(values[key]) : values[key],
    );
  }
}
