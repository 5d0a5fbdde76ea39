// The draft: what was filled in so far, on this device alone.

import { set } from "./elements.js";

const EACH_MS = 800;

/** Keeps a tree under a name in the browser's own store, which may be closed. */
export class Draft {
  constructor(form, name, words, gather) {
    Object.assign(this, { form, name: `coop-restart:${name}`, words, gather });
    this.box = form.querySelector("[data-draft]");
    this.status = this.box.querySelector("[role=status]");
    this.box.querySelector("button").addEventListener("click", () => this.delete(true));
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name));
    } catch {
      return null;
    }
  }

  /** Begin to keep what is filled in from now on. */
  follow() {
    const later = () => {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.keep(), EACH_MS);
    };
    this.form.addEventListener("input", later);
    this.form.addEventListener("change", later);
    addEventListener("pagehide", () => this.later && this.keep());
  }

  keep() {
    this.later = undefined;
    const { tree, note } = this.gather();
    try {
      if (!Object.keys(tree).length && !note) return;
      localStorage.setItem(this.name, JSON.stringify({ tree, note, at: new Date().toISOString() }));
      this.tell(this.words.draftKept);
    } catch {
      // Without room, or where nothing may be kept, the form works as well.
    }
  }

  found({ at }) {
    const day = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    this.tell(set(this.words.draftFound, { day }));
  }

  tell(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
    this.box.hidden = false;
  }

  /** Delete the draft; with `afresh` the form is emptied too. */
  delete(afresh) {
    clearTimeout(this.later);
    this.later = undefined;
    try {
      localStorage.removeItem(this.name);
    } catch {
      // There is none.
    }
    if (afresh) location.reload();
    else this.box.hidden = true;
  }
}
