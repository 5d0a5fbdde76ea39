// Fields that search a list: one value with its name shown, one out of a long list, several as chips, long tick lists.

import { button, element, set } from "./elements.js";
import { Listbox } from "./listbox.js";
import { recordText, slugIn } from "./member.js";
import { foldedName } from "./namesakes.js";

const MOST_ALIKE = 20;

/** Return options whose name, or any of whose other words, begin a word with what is typed; names first. */
export function searched(options, text, limit) {
  const wanted = foldedName(text);
  const holds = (words) => ` ${foldedName(words)}`.includes(` ${wanted}`);
  const [first, then] = [[], []];
  for (const option of wanted ? options : []) {
    if (holds(option.label)) first.push(option);
    else if (holds(`${option.value} ${option.words ?? ""}`)) then.push(option);
  }
  return [...first, ...then].slice(0, limit);
}

/** The tables that the form searches, each fetched when it is first asked for. */
export class Sources {
  /** `tables` brings the large ones, `setup` says where the search and the records are. */
  constructor(tables, setup) {
    Object.assign(this, { tables, setup });
  }

  /** Members by the site's own search; each is its page's last segment. */
  async members(text, limit) {
    if (text.includes("/")) return [];
    const { script, index } = this.setup.search;
    this.engine ??= import(new URL(script, import.meta.url).href).then(({ open }) => open(new URL(index, location.href).href));
    const search = await this.engine.catch(() => (this.engine = undefined));
    const { results } = (await search?.search(text, { prefix: true, each: limit })) ?? { results: [] };
    const members = results.filter(({ kind }) => kind === "member");
    return members.map(({ address, title, place }) => ({ value: slugIn(address), label: title, note: place }));
  }

  /** Return the one member of exactly this name, whatever its case and accents; undefined where there are more. */
  async called(text) {
    const name = foldedName(text);
    const found = name ? await this.members(text, MOST_ALIKE) : [];
    const same = found.filter(({ label }) => foldedName(label) === name);
    return same.length === 1 ? same[0] : undefined;
  }

  async places(text, limit) {
    const { places } = await this.tables();
    const found = /^[0-9]{6}$/.test(text) ? [places.get(text)].filter(Boolean) : places.search(text.replace(/\s*\(.*$/, ""), limit);
    return found.map(({ code, name, other, province }) => ({ value: code, label: `${name} (${province})`, note: other }));
  }

  async activities(text, limit) {
    const { activities } = await this.tables();
    const listed = activities.map(([value, label]) => ({ value, label: `${value} ${label}`, words: value.replaceAll(".", "") }));
    const dotted = text.replace(/\s/g, "");
    const codes = /^[0-9.]+$/.test(dotted) ? listed.filter(({ value, words }) => value.startsWith(dotted) || words.startsWith(dotted.replaceAll(".", ""))) : [];
    return codes.length ? codes.slice(0, limit) : searched(listed, text, limit);
  }

  /** Return the one option that a text stands for by itself, a code or a whole name. */
  async exact(table, text) {
    if (table === "members") {
      const record = slugIn(text) && (await recordText(this.setup, `members/${slugIn(text)}.yml`));
      return record ? { value: slugIn(text), label: record[1].name } : this.called(text);
    }
    const { places, activities } = await this.tables();
    if (table === "activities") {
      const found = activities.find(([code]) => code === text);
      return found && { value: found[0], label: found.join(" ") };
    }
    const [name, province] = /^(.*?)(?:\s*\((\w\w)\))?$/.exec(text).slice(1);
    const named = places.get(text) ? [places.get(text)] : places.named(name).filter((one) => !province || one.province === province.toUpperCase());
    return named.length === 1 ? { value: named[0].code, label: `${named[0].name} (${named[0].province})` } : undefined;
  }
}

/** A text field becomes one that shows a name and keeps a code; what is no name of the list stays what was typed. */
export function choosing(input, sources, words) {
  const table = input.dataset.table;
  const kept = element("input", { type: "hidden", name: input.name });
  kept.value = input.value;
  const tell = () => kept.dispatchEvent(new Event("change", { bubbles: true }));
  const show = ({ value, label }) => {
    kept.value = value;
    input.value = label;
    tell();
  };
  input.removeAttribute("name");
  const box = new Listbox(input, (text, limit) => sources[table](text, limit), show, words);
  input.parentElement.append(kept);
  input.addEventListener("input", () => (kept.value = input.value.trim()));
  const settle = async () => {
    const option = kept.value && (await sources.exact(table, kept.value));
    if (option) show(option);
  };
  input.addEventListener("change", settle);
  input.settle = settle;
  kept.settle = settle;
  return box;
}

/** A long list to choose one from gets a field that searches it. */
export function longChoice(select, words) {
  const options = [...select.options].filter(({ value }) => value).map((option) => ({ value: option.value, label: option.textContent, note: option.parentElement.label, words: option.parentElement.label }));
  const input = element("input", { class: "field__input", id: select.id, "aria-describedby": select.getAttribute("aria-describedby") });
  const blank = select.options[0]?.textContent === "—" ? "" : (select.options[0]?.textContent ?? "");
  const mirror = () => (input.value = select.value ? select.selectedOptions[0].textContent : blank);
  select.removeAttribute("id");
  select.hidden = true;
  select.before(input);
  new Listbox(input, (text, limit) => searched(options, text, limit), ({ value }) => {
    select.value = value;
    mirror();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }, words);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => {
    if (!input.value.trim()) select.value = "";
    mirror();
  });
  select.settle = mirror;
  mirror();
}

/** Fields for several codes become one that searches, and a chip for each code that is chosen. */
export function chips(box, sources, words) {
  const { chips: path, table } = box.dataset;
  const options = [...document.getElementById(`list-${table}`).options].map(({ value, textContent }) => ({ value, label: textContent }));
  const [first] = box.querySelectorAll("input");
  const input = element("input", { class: "field__input", id: first.id, "aria-describedby": first.getAttribute("aria-describedby"), placeholder: words.search });
  const chosen = element("ul", { class: "chosen", hidden: true });
  let next = 0;
  box.replaceChildren(chosen, input);
  const changed = () => {
    chosen.hidden = !chosen.children.length;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const holds = (value) => [...chosen.querySelectorAll("input")].some((one) => one.value === value);
  const draw = ({ value, label }) => {
    if (holds(value)) return;
    const kept = element("input", { type: "hidden", name: `fields.${path}.${(next += 1)}`, value });
    const gone = button("×", () => {
      chip.remove();
      changed();
      input.focus();
    }, "chosen__remove");
    gone.setAttribute("aria-label", set(words.remove, { name: label }));
    const chip = element("li", { class: "chip" }, label, gone, kept);
    chosen.append(chip);
    changed();
  };
  const find = async (text, limit) => {
    const found = searched(options.filter(({ value }) => !holds(value)), text, limit);
    const towns = table === "areas" && found.length < limit ? await sources.places(text, limit - found.length) : [];
    return [...found, ...towns];
  };
  new Listbox(input, find, (option) => {
    input.value = "";
    draw(option);
  }, words);
  /** Add a code, whose name may have to be fetched. */
  box.add = async (value) => {
    const known = options.find((option) => option.value === value);
    draw(known ?? { value, label: value });
    const town = !known && table === "areas" && (await sources.exact("places", value));
    if (town) chosen.querySelector(`input[value="${CSS.escape(value)}"]`).parentElement.firstChild.data = town.label;
  };
  box.empty = () => {
    chosen.replaceChildren();
    changed();
  };
}

/** A long list of ticks gets a field that leaves only what is sought, and what is ticked. */
export function filter(field, words) {
  const row = field.querySelector("[data-filter]");
  const status = row.querySelector("[role=status]");
  const ticks = [...field.querySelectorAll(".tick")].map((tick) => ({ tick, words: foldedName(`${tick.textContent} ${tick.dataset.words ?? ""}`), input: tick.querySelector("input") }));
  row.hidden = false;
  const narrow = (text) => {
    const wanted = foldedName(text);
    let found = 0;
    for (const { tick, words: own, input } of ticks) {
      const holds = !wanted || ` ${own}`.includes(` ${wanted}`);
      tick.hidden = !holds && !input.checked;
      found += wanted && holds ? 1 : 0;
    }
    for (const group of field.querySelectorAll("details")) {
      group.hidden = !group.querySelector(".tick:not([hidden])");
      group.open = wanted ? !group.hidden : Boolean(group.querySelector("input:checked"));
    }
    status.textContent = wanted ? (found ? set(words.found, { n: found }) : words.none) : "";
  };
  row.querySelector("input").addEventListener("input", (event) => narrow(event.target.value));
  row.querySelector("input").addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  field.settle = () => narrow("");
  narrow("");
}
