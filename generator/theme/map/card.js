// The card of what was chosen on the map: one member, or those that stand at one point.

import { button, element, said } from "./words.js";

export class Card {
  constructor(strings, closed) {
    this.strings = strings;
    this.body = element("div", { class: "map-card__body" });
    this.root = element("section", { class: "map-card", "aria-label": strings.card, hidden: true });
    const close = button("×", () => this.close(), "map-card__close");
    close.setAttribute("aria-label", strings.close);
    this.root.append(close, this.body);
    this.closed = closed;
  }

  get open() {
    return !this.root.hidden;
  }

  /** Show members; the focus follows when it is asked to, and goes back to `from` when the card is closed. */
  show(members, from, focused) {
    this.from?.setAttribute("aria-pressed", "false");
    from?.setAttribute("aria-pressed", "true");
    this.from = from;
    const many = members.length > 1;
    this.body.replaceChildren(
      ...(many ? [element("p", { class: "map-card__count" }, said(this.strings.here, { count: members.length }))] : []),
      element("ul", {}, ...members.map((one) => element("li", {}, ...this.entry(one)))),
    );
    this.root.hidden = false;
    this.body.scrollTop = 0;
    if (focused) this.body.querySelector("a").focus({ preventScroll: true });
  }

  entry({ name, place, address }) {
    return [
      element("a", { href: address, class: "map-card__name" }, name),
      ...(place ? [element("span", { class: "map-card__place" }, place)] : []),
    ];
  }

  close() {
    if (!this.open) return;
    const inside = this.root.contains(document.activeElement);
    this.root.hidden = true;
    this.from?.setAttribute("aria-pressed", "false");
    if (inside && this.from?.isConnected) this.from.focus({ preventScroll: true });
    this.closed();
  }
}
