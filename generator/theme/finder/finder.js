// The search of every page: a dialog behind the header's button and the key `/`, and a list below a page's own field.
// Every word comes from the page (`<template data-finder>`). Nothing is fetched before somebody wants to search.

import { Combobox } from "./combobox.js";
import { Engine } from "./engine.js";

const template = document.querySelector("template[data-finder]");
const words = { ...template.dataset, language: document.documentElement.lang };
const engine = new Engine(words.script);
const [button, dialog, form, popup] = ["button", "dialog", "form", "[data-finder-popup]"].map((part) =>
  template.content.querySelector(part),
);
const blank = popup.cloneNode(true);

function wanted(element) {
  for (const sign of ["focusin", "pointerenter"]) element.addEventListener(sign, () => engine.expect(), { once: true });
}

function show() {
  if (dialog.open) return;
  engine.expect();
  dialog.showModal();
  form.elements.q.select();
}

/** Set the dialog into the page, and in the place of the link to the directory a button that opens it. */
function begin() {
  const link = document.querySelector("[data-finder-opener]");
  // Absolute, for where Material changes pages without loading them.
  form.action = link.href;
  document.body.append(dialog);
  const combobox = new Combobox(form, popup, engine, words, { stays: true });
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("a, [data-finder-close]")) dialog.close();
  });
  dialog.addEventListener("close", () => combobox.choose());
  button.append(...link.childNodes);
  button.addEventListener("click", show);
  wanted(button);
  link.replaceWith(button);
}

/** Give a page's own field its list. */
function field(own) {
  const list = blank.cloneNode(true);
  own.append(list);
  wanted(own);
  const combobox = new Combobox(own, list, engine, words);
  own.addEventListener("focusout", ({ relatedTarget }) => own.contains(relatedTarget) || combobox.open(false));
  own.addEventListener("focusin", () => combobox.answer && combobox.open(true));
}

const TYPING = "input, textarea, select, [contenteditable]";

// On the window, the last to hear of a key: a page whose own field takes it prevents the default.
addEventListener("keydown", (event) => {
  const other = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;
  if (event.key !== "/" || other || event.target.closest?.(TYPING)) return;
  event.preventDefault();
  show();
});

function start() {
  document.querySelectorAll("[data-finder-field]:not(:has([data-finder-popup]))").forEach(field);
}

begin();
if (globalThis.document$) globalThis.document$.subscribe(start);
else start();
