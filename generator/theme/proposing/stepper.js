// One step at a time, with the way through them all in sight.

import { button, element, set } from "./elements.js";

/** `leave` is asked, with the number of the step, whether one may go on; only forwards. */
export class Stepper {
  constructor(form, words, leave) {
    Object.assign(this, { form, words, leave, at: 0 });
    this.steps = [...form.querySelectorAll("[data-step]")];
    this.list = form.querySelector("[data-stepper]");
    this.turn = form.querySelector("[data-turn]");
    this.list.replaceChildren(...this.steps.map((step, at) => this.item(step, at)));
    this.list.hidden = this.turn.hidden = this.steps.length < 2;
    this.turn.querySelector("[data-back]").addEventListener("click", () => this.go(this.at - 1));
    this.turn.querySelector("[data-next]").addEventListener("click", () => this.forward(this.at + 1));
    for (const step of this.steps) step.querySelector("h2").tabIndex = -1;
    this.show();
  }

  item(step, at) {
    const title = step.querySelector("h2").textContent;
    const link = button("", () => (at > this.at ? this.forward(at) : this.go(at)), "stepper__step");
    link.append(element("span", { class: "stepper__number", "aria-hidden": "true" }, String(at + 1)), element("span", { class: "stepper__title" }, title));
    link.setAttribute("aria-label", set(this.words.step, { n: at + 1, total: this.steps.length, title }));
    return element("li", {}, link);
  }

  async forward(to) {
    if (await this.leave(this.at, to)) this.go(to);
  }

  go(to) {
    this.at = Math.min(Math.max(to, 0), this.steps.length - 1);
    this.show();
    const heading = this.steps[this.at].querySelector("h2");
    heading.focus({ preventScroll: true });
    this.form.scrollIntoView({ block: "start" });
    this.form.dispatchEvent(new CustomEvent("step", { detail: this.at }));
  }

  /** Show the step that holds an element. */
  reveal(inner) {
    const at = this.steps.findIndex((step) => step.contains(inner));
    if (at >= 0 && at !== this.at) {
      this.at = at;
      this.show();
    }
    for (const group of [inner.closest("details")].filter(Boolean)) group.open = true;
  }

  show() {
    for (const [at, step] of this.steps.entries()) step.hidden = at !== this.at;
    for (const [at, item] of [...this.list.children].entries()) {
      item.classList.toggle("stepper__done", at < this.at);
      const link = item.firstElementChild;
      if (at === this.at) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    this.turn.querySelector("[data-back]").hidden = this.at === 0;
    this.turn.querySelector("[data-next]").hidden = this.at === this.steps.length - 1;
  }
}
