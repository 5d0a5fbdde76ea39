// Brings the cards that a card meets beside it, and puts them back where they stood.

/** The cards that are elsewhere: each remembers its place by a comment that waits there. */
export class Beside {
  constructor(side) {
    this.side = side;
    this.place = side.querySelector("[data-beside]");
    this.all = side.querySelector("[data-all]");
    this.waiting = [];
  }

  /** Show these cards alone, in this order, below `head`. */
  bring(cards, head) {
    const list = document.createElement("ul");
    list.className = "board__cards";
    for (const card of cards) {
      const mark = document.createComment("");
      card.replaceWith(mark);
      this.waiting.push([mark, card, card.hidden]);
      card.hidden = "past" in card.dataset;
      list.append(card);
    }
    this.place.replaceChildren(head, list);
    this.place.hidden = false;
    this.all.hidden = true;
  }

  /** Put everything back. */
  release() {
    for (const [mark, card, hidden] of this.waiting) {
      mark.replaceWith(card);
      card.hidden = hidden;
    }
    this.waiting = [];
    this.place.replaceChildren();
    this.place.style.marginTop = "";
    this.place.hidden = true;
    this.all.hidden = false;
  }

  /** Move what was brought to the height of `card`, which stands on the other side. */
  level(card) {
    this.place.style.marginTop = "";
    const gap = card.getBoundingClientRect().top - this.place.getBoundingClientRect().top;
    this.place.style.marginTop = `${Math.max(0, Math.round(gap))}px`;
  }
}
