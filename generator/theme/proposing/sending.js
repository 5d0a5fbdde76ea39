// How a finished proposal leaves the form: to the intake service, to the forge's page, or as a file with a letter.

import { pathOf } from "./changes.js";
import { element, set } from "./elements.js";
import { editFile, freshKey, letter, newFile, save, sent } from "./ways.js";

/** Sends what a form holds, once that is right. */
export class Sending {
  /** `of` is the form: it judges, writes the file's text and names it. */
  constructor(of) {
    const { form, setup, words } = of;
    Object.assign(this, { of, form, setup, words, key: freshKey() });
  }

  /** Hear the buttons and links by which a proposal goes on its way. */
  bind() {
    const { form } = this;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.setup.intake) this.send();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input:not([type=checkbox]):not([type=radio])")) event.preventDefault();
    });
    form.querySelector("[data-way-file]")?.addEventListener("click", () => this.handOver((draft, text) => {
      save(this.of.path(draft).split("/").at(-1), text);
      this.saveLogo(draft);
    }));
    form.querySelector("[data-way-mail]")?.addEventListener("click", (event) => this.checked(event));
    form.querySelector("[data-way-forge]")?.addEventListener("click", (event) => this.checked(event));
    form.querySelector("[data-way-copy]")?.addEventListener("click", (event) => this.handOver(async (_, text) => {
      await navigator.clipboard.writeText(text);
      event.target.textContent = this.words.copied;
    }));
    form.querySelector("[data-way-logo]")?.addEventListener("click", () => this.handOver((draft) => this.saveLogo(draft)));
  }

  saveLogo({ slug = this.of.slug }) {
    const { logo } = this.of;
    if (logo?.file) save(logo.name(slug), logo.file);
  }

  /** Keep a link from leading on while something is wrong. */
  checked(event) {
    if (!this.ready) {
      event.preventDefault();
      this.handOver(() => {});
    }
  }

  /** Give the record away once it is right. */
  async handOver(give) {
    const draft = await this.of.judged();
    if (this.wrong(draft)) return;
    await give(draft, await this.of.textOf(draft));
  }

  /** Show what is wrong; true where anything keeps the record from being sent. */
  wrong(draft) {
    const problems = [...draft.problems];
    if (this.setup.kind === "new-member" && !draft.tree.consent) problems.push({ field: "consent", severity: "error", message: this.words.consent });
    const nothing = draft.changed && !draft.changed.length;
    if (nothing) problems.push({ field: "", severity: "error", message: this.words.unchanged });
    this.of.problems.show(problems, draft.places);
    return problems.some(({ severity }) => severity === "error");
  }

  /** Ready the links of the ways that go without the intake service. */
  async offer(draft, text) {
    const { form, setup, words } = this;
    this.ready = !draft.problems.some(({ severity }) => severity === "error") && !(draft.changed && !draft.changed.length) && (setup.kind !== "new-member" || form.elements.consent.checked);
    const mail = form.querySelector("[data-way=mail]");
    if (mail) mail.hidden = false;
    const file = this.of.path(draft).split("/").at(-1);
    const name = draft.tree.name ?? draft.tree.title ?? "";
    const logo = this.of.logo?.name(draft.slug ?? this.of.slug);
    const note = form.elements.note.value.trim();
    const lines = [set(words.attach, { file }), ...(logo ? [set(words.attachLogo, { file: logo })] : []), ...(note ? ["", note] : [])];
    form.querySelector("[data-way-mail]")?.setAttribute("href", letter(setup.office, set(words.subject, { name }), lines));
    this.offerForge(draft, text);
    if (!this.offered) {
      this.offered = true;
      for (const input of [form.elements.consent, form.elements.note].filter(Boolean)) input.addEventListener("change", () => this.of.review());
    }
  }

  offerForge(draft, text) {
    const forge = this.form.querySelector("[data-way=forge]");
    if (!forge || !this.setup.forge.new) return;
    const slug = draft.slug || this.of.slug;
    const { href, bare } = draft.changed ? editFile(this.setup.forge, slug) : newFile(this.setup.forge, slug, text);
    forge.hidden = false;
    forge.querySelector("[data-way-forge]").href = href;
    forge.querySelector("[data-way-copy]").hidden = !bare;
    const told = forge.querySelector("[data-way-told]");
    this.toldFirst ??= told.textContent;
    const logo = this.of.logo?.name(slug);
    forge.querySelector("[data-way-logo]").hidden = !logo;
    const how = bare ? this.words[bare] : this.toldFirst;
    told.textContent = logo ? `${how} ${set(this.words.logoApart, { file: logo })}` : how;
  }

  async send() {
    const { form, setup, words } = this;
    const draft = await this.of.judged();
    if (this.wrong(draft) || this.busy) return;
    this.busy = true;
    const button = form.querySelector("[data-send]");
    const label = button.textContent;
    const tell = (text) => (button.textContent = text);
    button.setAttribute("aria-disabled", "true");
    const answer = await sent(setup.intake, await this.proposal(draft), words, tell);
    this.busy = false;
    tell(label);
    button.removeAttribute("aria-disabled");
    if (answer.problems) return this.of.problems.show(answer.problems.map((one) => ({ ...one, field: draft.named(one.field) })), draft.places);
    this.tellSent(answer);
  }

  tellSent({ reference, status, reason }) {
    const { form, words } = this;
    const box = form.querySelector("[data-sent]");
    box.hidden = false;
    box.classList.toggle("sent--failed", !reference);
    if (reference) {
      this.of.draft?.delete(false);
      const follow = element("a", { class: "button", href: status }, words.follow);
      box.replaceChildren(element("p", { class: "sent__title" }, set(words.sent, { reference })), element("p", {}, follow));
      form.querySelector("[data-ways]").hidden = true;
      form.querySelector("[data-turn]").hidden = true;
      form.querySelector("[data-stepper]").hidden = true;
    } else box.replaceChildren(element("p", {}, reason));
    box.focus();
  }

  /** Return the proposal as the intake service takes it. */
  async proposal(draft) {
    const { form, setup } = this;
    const kind = setup.kind === "offer" ? form.elements.kind.value : setup.kind;
    const { logo, ...fields } = draft.item ?? draft.tree;
    const changes = Object.fromEntries((draft.changed ?? []).filter(({ path }) => path[0] !== "logo").map(({ path, value }) => [pathOf(path), value]));
    return {
      kind,
      slug: draft.slug ?? this.of.slug,
      fields: kind === "change-member" || kind === "join-call" ? {} : fields,
      changes: kind === "change-member" ? changes : {},
      member: this.of.member?.slug ?? "",
      logo: this.of.logo?.file ? { name: this.of.logo.file.name, data: await this.of.logo.base64() } : null,
      note: form.elements.note.value.trim(),
      language: setup.language,
      key: this.key,
      website_url_2: form.elements.website_url_2.value,
    };
  }
}
