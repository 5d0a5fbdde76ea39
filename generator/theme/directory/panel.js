// The facets beside the results: what can be chosen, with how many members each choice would keep.

import { make } from "./dom.js";

const FEW = 6;

export class Panel {
  /** `toggle` is called with a facet and the place of the value whose box was ticked or emptied. */
  constructor(element, words, { toggle, opened }) {
    Object.assign(this, { element, words, toggle, whole: new Set() });
    this.sections = [...element.querySelectorAll("[data-facets]")].map((section) => ({
      section,
      names: section.dataset.facets.split(" "),
      values: section.querySelector("[data-values]"),
    }));
    for (const { section } of this.sections) section.addEventListener("toggle", () => section.open && opened());
  }

  /** The names of the facets whose values can be seen. */
  get seen() {
    if (!this.element.checkVisibility()) return [];
    return this.sections.filter(({ section }) => section.open).flatMap(({ names }) => names);
  }

  /** Show the facets of those groups that are known, given as {facets, counts}, by the name of their first facet. */
  render(groups) {
    const focus = document.activeElement?.dataset.value;
    this.groups = groups;
    for (const { section, names, values } of this.sections) {
      const group = groups.get(names[0]);
      if (!group) continue;
      section.hidden = !group.facets.some(({ size }) => size);
      values.replaceChildren(...this.values(names[0], group));
    }
    if (focus) this.element.querySelector(`[data-value="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  }

  values(name, group) {
    const [facet] = group.facets;
    const places = facet.slugs.map((_, place) => place);
    const there = places.filter((place) => this.wanted(group, 0, place));
    const first = [...there]
      .sort((one, other) => group.counts[0][other] - group.counts[0][one] || one - other)
      .slice(0, FEW);
    const few = first.concat(there.filter((place) => !first.includes(place) && this.within(group, 0, place)));
    const whole = this.whole.has(name) || there.length <= FEW + 1;
    if (!there.length) return [make("p", { class: "facet__none" }, this.words.say("none"))];
    const list = this.list(group, 0, whole ? there : few);
    return whole && !this.whole.has(name) ? [list] : [list, this.rest(name, there.length)];
  }

  rest(name, number) {
    const whole = this.whole.has(name);
    const text = whole ? this.words.say("fewer") : this.words.say("all", { number });
    const button = make("button", { type: "button", class: "facet__more", "data-value": `more ${name}` }, text);
    button.addEventListener("click", () => {
      if (whole) this.whole.delete(name);
      else this.whole.add(name);
      this.render(this.groups);
    });
    return button;
  }

  list(group, level, places) {
    return make("ul", { class: "facet__values" }, ...places.map((place) => this.item(group, level, place)));
  }

  item(group, level, place) {
    const facet = group.facets[level];
    const chosen = facet.chosen.has(place);
    const value = `${facet.name} ${facet.slugs[place]}`;
    const box = make("input", { type: "checkbox", "data-value": value, checked: chosen });
    box.addEventListener("change", () => this.toggle(facet, place));
    const count = make("span", { class: "facet__count" }, this.words.number(group.counts[level][place]));
    const label = make("label", { class: "facet__value" }, box, facet.column.values[place].label, count);
    return make("li", {}, label, this.inner(group, level, place));
  }

  /** The values that lie within one that is chosen, or within which one is. */
  inner(group, level, place) {
    const inside = group.facets[level + 1];
    if (!inside || !this.within(group, level, place)) return null;
    const places = inside.slugs.map((_, at) => at).filter((at) => inside.column.values[at].above === place);
    const there = places.filter((at) => this.wanted(group, level + 1, at));
    return there.length ? this.list(group, level + 1, there) : null;
  }

  within({ facets }, level, place) {
    if (facets[level].chosen.has(place)) return true;
    const inside = facets[level + 1];
    return Boolean(
      inside?.slugs.some(
        (_, at) => inside.column.values[at].above === place && this.within({ facets }, level + 1, at),
      ),
    );
  }

  wanted(group, level, place) {
    return group.counts[level][place] > 0 || this.within(group, level, place);
  }
}
