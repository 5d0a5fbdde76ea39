// The logo: looked at before it is sent, and shown as it will be.

import { set } from "./elements.js";
import { redrawn } from "./raster.js";

const LARGEST = 200 * 1024;
const KINDS_OF_IMAGE = { png: [0x89, 0x50, 0x4e, 0x47], jpg: [0xff, 0xd8, 0xff], jpeg: [0xff, 0xd8, 0xff], webp: [0x52, 0x49, 0x46, 0x46] };
const ACTS = /<script|<foreignObject|<iframe|<!DOCTYPE|<!ENTITY|\son\w+\s*=|script:|(?:href|src)\s*=\s*["'](?!#|data:image\/(?:png|jpeg|gif|webp))/i;

/** Holds what becomes of the file that is chosen: `file` with its bytes, or null; `problem` in words. */
export class Logo {
  constructor(field, words, changed) {
    Object.assign(this, { field, words, changed, file: null, problem: "" });
    this.input = field.querySelector("input");
    this.preview = field.querySelector(".logo-preview");
    this.input.addEventListener("change", () => this.take());
    this.preview.querySelector("button").addEventListener("click", () => {
      this.input.value = "";
      this.take();
      this.input.focus();
    });
  }

  async take() {
    const [chosen] = this.input.files;
    this.file = null;
    this.problem = chosen ? await this.flaw(chosen) : "";
    const file = chosen && !this.problem ? await this.shown(chosen) : null;
    // Meanwhile another one may have been chosen.
    if (this.input.files[0] !== chosen) return;
    this.file = file;
    // First, since it clears what was said of the form before.
    this.changed();
    const error = this.field.querySelector(".field__error");
    error.textContent = this.problem;
    error.hidden = !this.problem;
    this.preview.hidden = !this.file;
    if (this.file) this.preview.querySelector("img").src = `data:${this.mime()};base64,${await this.base64()}`;
  }

  async flaw(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (this.ending(file) === "svg") return ACTS.test(new TextDecoder().decode(bytes)) ? this.words.logoActs : this.tooHeavy(file);
    const mark = KINDS_OF_IMAGE[this.ending(file)];
    // However heavy a photograph is: it is drawn anew.
    return mark?.every((byte, at) => bytes[at] === byte) ? "" : this.words.logoKind;
  }

  tooHeavy({ size }) {
    return size > LARGEST ? set(this.words.logoLarge, { size: Math.ceil(size / 1024) }) : "";
  }

  /** Return the file as it will be shown, whichever way it is sent; null, with the problem told, where that cannot be. */
  async shown(file) {
    if (this.ending(file) === "svg") return file;
    try {
      const logo = await redrawn(file, LARGEST);
      this.problem = this.tooHeavy(logo);
      return this.problem ? null : logo;
    } catch {
      this.problem = this.words.logoKind;
      return null;
    }
  }

  ending(file = this.file) {
    return file.name.split(".").at(-1).toLowerCase();
  }

  mime() {
    const ending = this.ending();
    return ending === "svg" ? "image/svg+xml" : `image/${ending === "jpg" ? "jpeg" : ending}`;
  }

  /** Return the file's name in the federation's folder. */
  name(slug) {
    return this.file ? `${slug}.${this.ending()}` : undefined;
  }

  async base64() {
    const bytes = new Uint8Array(await this.file.arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  }
}
