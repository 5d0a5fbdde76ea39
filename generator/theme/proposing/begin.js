// Where the script begins: forms come to life, and addresses with a kind lead on to its form.

import { ProposalForm } from "./form.js";

function begin() {
  const list = document.querySelector("[data-proposals]");
  const kind = list && new URLSearchParams(location.search).get("kind");
  const link = kind && list.querySelector(`[data-kind="${CSS.escape(kind === "need" ? "offer" : kind)}"] a`);
  if (link) location.replace(link.href + location.search);
  for (const form of document.querySelectorAll("form[data-propose]:not([data-begun])")) {
    form.dataset.begun = "";
    new ProposalForm(form).begin().catch((error) => console.error(error));
  }
}

// Material changes pages without loading them when `navigation.instant` is on, and tells so here.
if (globalThis.document$) globalThis.document$.subscribe(begin);
else begin();
