// One form from its first step to what is sent.

import { collect, fill } from "./answers.js";
import { edits, kept, made } from "./changes.js";
import { Sources, chips, choosing, filter, longChoice } from "./choosers.js";
import { Doubles } from "./doubles.js";
import { Draft } from "./draft.js";
import { button, element, fetched, set } from "./elements.js";
import { counted, previewed, timed } from "./fields.js";
import { fileName, freeId } from "./file_name.js";
import { Logo } from "./logo.js";
import { recordText, slugIn } from "./member.js";
import { Places } from "./places.js";
import { Problems } from "./problems.js";
import { written } from "./record_file.js";
import { answersOf, changesOf, fileOf } from "./review.js";
import { growing } from "./rows.js";
import { Sending } from "./sending.js";
import { Stepper } from "./stepper.js";
import { verdict } from "./verdict.js";
import { todayIn, worldOf } from "./world.js";

const ZONE = "Europe/Rome";
const NOWHERE = { places: new Places({ municipalities: [], former: [] }), activities: [] };

/** A form; what it asks, where its files are and what it says stand in its attributes. */
export class ProposalForm {
  constructor(form) {
    Object.assign(this, { form, setup: JSON.parse(form.dataset.propose), words: JSON.parse(form.dataset.words), original: null, baseline: {} });
    this.sources = new Sources(() => this.tables(), this.setup);
    this.asked = new URLSearchParams(location.search);
  }

  async begin() {
    const { form, setup, words } = this;
    form.hidden = false;
    form.noValidate = true;
    this.problems = new Problems(form, words, (input) => this.stepper.reveal(input));
    this.prepare(form);
    for (const list of form.querySelectorAll("[data-rows]")) growing(list, (row) => this.prepare(row));
    const logo = form.querySelector("[data-logo]");
    this.logo = logo ? new Logo(logo, words, () => this.stale()) : null;
    this.stepper = new Stepper(form, words, (at, to) => this.leave(at, to));
    this.sending = new Sending(this);
    this.sending.bind();
    this.rules = await fetched(`${setup.here}${setup.record}.json`);
    this.doubles = new Doubles(`${setup.here}known/`, this.rules.world.legal_words);
    this.preset();
    if (setup.of) await this.askWhich();
    else this.open(setup.kind);
    form.addEventListener("step", ({ detail }) => detail === this.stepper.steps.length - 1 && this.review());
    form.addEventListener("change", (event) => this.changed(event));
    form.dataset.ready = "";
  }

  /** Ready the fields in an element for scripts. */
  prepare(within) {
    const { words } = this;
    for (const input of within.querySelectorAll("input[data-table]:not([data-ready])")) {
      input.dataset.ready = "";
      choosing(input, this.sources, words);
    }
    for (const box of within.querySelectorAll("[data-chips]")) if (!box.add) chips(box, this.sources, words);
    for (const select of within.querySelectorAll("select[data-long]")) if (!select.settle) longChoice(select, words);
    for (const field of within.querySelectorAll(".ticks:has([data-filter])")) filter(field, words);
    for (const field of within.querySelectorAll("[data-most]")) counted(field, words);
    for (const input of within.querySelectorAll("[data-moment]")) timed(input, words);
    for (const field of within.querySelectorAll(".field--prose")) previewed(field, words);
    for (const field of within.querySelectorAll(".field--id")) field.hidden = true;
  }

  preset() {
    const published = this.form.elements.namedItem("fields.published");
    if (published && !published.value) published.value = this.today;
  }

  /** Return the field that is sent under a name; the one that people see may only show what it stands for. */
  named(name) {
    return this.form.querySelector(`[name="${name}"]`);
  }

  get today() {
    return todayIn(ZONE);
  }

  /** Keep a draft under a name, and bring back the one that is there. */
  open(name) {
    this.draft = new Draft(this.form, name, this.words, () => this.unsent());
    const found = this.draft.read();
    if (found) {
      fill(this.form, found.tree, (list, number) => list.grow(number));
      this.form.elements.note.value = found.note ?? "";
      this.settle();
      this.draft.found(found);
    }
    this.draft.follow();
  }

  /** What is kept as a draft: of a page that is changed, only when something differs from it. */
  unsent() {
    const { tree } = collect(this.form);
    const note = this.form.elements.note.value.trim();
    const same = this.original && !edits(this.baseline, tree).length;
    return { tree: same ? {} : tree, note };
  }

  settle() {
    for (const one of this.form.querySelectorAll("input, select, .ticks")) one.settle?.();
  }

  async askWhich() {
    const { form, asked } = this;
    for (const name of ["slug", "member", "action"]) {
      const given = name === "slug" ? asked.get(this.setup.of) : asked.get(name);
      const input = name === "action" ? form.elements.namedItem(name) : this.named(name);
      if (given && input) input.value = given;
      await input?.settle?.();
    }
    if (this.setup.kind === "join-call") this.open(this.setup.kind);
    else if (this.named("slug").value && (await this.load()) && this.action === "update") this.stepper.go(1);
  }

  get action() {
    return this.form.elements.namedItem("action")?.value ?? "update";
  }

  /** Load the record that the first step names; false where there is none. */
  async load() {
    const slug = this.setup.of === "member" ? await this.memberIn("slug") : this.named("slug").value;
    if (this.slug === slug && this.original) return true;
    const found = slug && (await recordText(this.setup, `${this.setup.folder}/${slug}.yml`));
    if (!found) return this.refuse("slug", this.setup.of === "member" ? this.unknown("slug") : this.words.noCall);
    [this.text, this.original] = [found[0], withoutEmpty(found[1])];
    this.slug = slug;
    this.named("slug").value = slug;
    await this.named("slug").settle?.();
    const actions = this.form.querySelector("[data-actions]");
    if (actions) actions.hidden = false;
    if (this.setup.kind === "change-member") {
      fill(this.form, this.original, (list, number) => list.grow(number));
      for (const list of this.form.querySelectorAll("[data-rows]")) list.origins();
      this.settle();
      this.baseline = collect(this.form).tree;
    }
    if (this.setup.kind !== "join-call") this.open(`${this.setup.kind}:${slug}`);
    return true;
  }

  /** Return the slug that a field for a member holds: a name that was written and not chosen is looked up first. */
  async memberIn(name) {
    await this.named(name).settle?.();
    return slugIn(this.named(name).value);
  }

  /** Say what to do where a field for a member holds none. */
  unknown(name) {
    const { search } = this.setup;
    return search && !this.named(name).value.includes("/") ? this.words.chooseMember : this.words.noMember;
  }

  refuse(field, message) {
    this.problems.show([{ field, severity: "error", message }], new Map());
    return false;
  }

  /** Tell whether one may go from a step to a later one: what it asks must be right. */
  async leave(at, to) {
    this.problems.clear();
    const last = this.stepper.steps.length - 1;
    if (this.setup.of && at === 0) {
      if (!(await this.load()) || !(await this.joiner())) return false;
      if (this.action !== "update" && to < last) {
        this.stepper.go(last);
        return false;
      }
    }
    const passed = this.stepper.steps.slice(at, Math.max(to, at + 1));
    const { problems, places } = await this.judged();
    const here = problems.filter(({ field }) => {
      const input = this.problems.inputOf(field, places);
      return passed.some((step) => step.contains(input));
    });
    if (!here.some(({ severity }) => severity === "error")) return true;
    this.problems.show(here, places);
    return false;
  }

  async joiner() {
    if (this.setup.kind !== "join-call") return true;
    const slug = await this.memberIn("member");
    const member = slug && (await recordText(this.setup, `members/${slug}.yml`));
    if (!member) return this.refuse("member", this.unknown("member"));
    this.member = { slug, name: member[1].name };
    if (this.original.participants?.includes(slug)) return this.refuse("member", set(this.words.joinedAlready, this.member));
    return true;
  }

  async tables() {
    this.large ??= Promise.all(["places", "activities"].map((name) => fetched(`${this.setup.here}${name}.json`))).then(([towns, activities]) => ({ places: new Places(towns), activities }));
    try {
      return await this.large;
    } catch (error) {
      this.large = undefined;
      this.refuse("", this.words.notArrived);
      throw error;
    }
  }

  /** Return the record as it would be: its tree and text, what changes in it, the verdict, and where each value stands. */
  async judged() {
    const draft = { ...this.gathered() };
    const needs = JSON.stringify(draft.tree);
    const large = /"municipality"|"ateco"|"(serves|area)":/.test(needs) ? await this.tables() : NOWHERE;
    const world = worldOf(this.rules, { ...large, today: this.today });
    const found = verdict(this.setup.record, draft.tree, { ...this.rules.shape, messages: this.rules.messages }, world);
    const problems = found.filter(({ field }) => draft.own(field)).map((one) => ({ ...one, field: draft.named(one.field) }));
    if (this.logo?.problem) problems.push({ field: "logo", severity: "error", message: this.logo.problem });
    return { ...draft, problems };
  }

  gathered() {
    const { tree, places, origins } = collect(this.form);
    const whole = { places, own: () => true, named: (field) => field, changed: null };
    const { kind } = this.setup;
    if (kind === "new-member" || kind === "new-call") return { ...whole, ...this.fresh(tree) };
    if (!this.original) return { ...whole, tree: {}, own: () => false };
    if (kind === "offer") return { ...whole, ...this.exchange(tree) };
    const changed = this.changes(tree, origins);
    const paths = changed.map(({ path }) => path[0]);
    return { ...whole, changed, tree: made(this.original, changed), own: (field) => paths.some((path) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`)) };
  }

  fresh(tree) {
    const name = fileName(tree.name ?? tree.title ?? "");
    const slug = this.free?.name === name ? this.free.slug : name;
    const consent = this.form.elements.consent;
    const logo = this.logo?.name(slug);
    const agreed = consent?.checked ? { consent: { date: this.today, version: consent.value } } : {};
    return { slug, tree: { ...tree, ...(logo ? { logo } : {}), ...agreed } };
  }

  exchange(tree) {
    const side = this.form.elements.kind.value === "need" ? "needs" : "offers";
    const taken = [...(this.original.offers ?? []), ...(this.original.needs ?? [])].map(({ id }) => id);
    const item = { id: freeId(tree.title, taken), ...tree };
    const at = this.original[side]?.length ?? 0;
    const changed = [{ path: [side, at], value: item }];
    const prefix = `${side}[${at}].`;
    return { changed, item, tree: made(this.original, changed), own: (field) => field.startsWith(prefix), named: (field) => field.slice(prefix.length) };
  }

  changes(tree, origins) {
    if (this.setup.kind === "join-call") return this.member ? [{ path: ["participants", this.original.participants?.length ?? 0], value: this.member.slug }] : [];
    const verified = [{ path: ["verified", "on"], value: this.today }, { path: ["verified", "by"], value: this.words.verifier }];
    if (this.action === "confirm") return this.original.verified ? verified : [{ path: ["verified"], value: { on: this.today, by: this.words.verifier } }];
    if (this.action === "archive") return [{ path: ["status"], value: "ceased" }];
    const changed = kept(edits(this.baseline, tree), this.original, origins);
    const logo = this.logo?.name(this.slug);
    return logo && logo !== this.original.logo ? [...changed, { path: ["logo"], value: logo }] : changed;
  }

  /** Return the file's text: a new one as the project writes it, one that is there with its changes alone. */
  async textOf({ tree, changed }) {
    if (!changed) return written(tree, this.rules.fields, this.rules.header);
    if (!this.setup.editing) return written(tree, this.rules.fields, this.rules.header);
    this.editing ??= import(new URL(this.setup.editing, location.href).href);
    const { edited } = await this.editing;
    return edited(this.text, changed, this.rules.fields);
  }

  stale() {
    this.problems.clear();
  }

  /** After a field: an address gets its beginning, and who is in the directory already is told. */
  async changed({ target }) {
    if (target.type === "url" && /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(target.value.trim())) target.value = `https://${target.value.trim()}`;
    if (this.setup.kind !== "new-member") return;
    const name = target.name ?? "";
    if (name === "fields.identifiers.tax_code") {
      const slug = await this.doubles.withCode(target.value.trim());
      this.double(target, slug && this.words.sameCode, slug, slug);
    } else if (name === "fields.name" || name === "fields.address.municipality") {
      const found = await this.doubles.withName(collect(this.form).tree);
      this.double(this.form.elements.namedItem("fields.name"), found && this.words.sameName, found?.slug, found?.name);
    }
  }

  double(input, text, slug, name) {
    const field = input.closest("[data-field]");
    field.querySelector(".double")?.remove();
    if (!text) return;
    const page = element("a", { href: `${this.setup.pages.member}${slug}/`, target: "_blank", rel: "noopener" }, name);
    const [before, after] = text.split("{name}");
    const instead = element("a", { href: `${this.setup.change}?member=${slug}` }, this.words.change);
    field.append(element("p", { class: "notice double", role: "status" }, before, page, after, " ", instead));
  }

  /** Find a name for the file that no page bears yet. */
  async findName() {
    const { tree } = collect(this.form);
    const name = fileName(tree.name ?? tree.title ?? "");
    if (!name || this.setup.of || this.free?.name === name) return;
    const taken = async (slug) => Boolean(await recordText(this.setup, `${this.setup.folder}/${slug}.yml`));
    let slug = name;
    for (let number = 2; await taken(slug); number += 1) slug = `${name}-${number}`;
    this.free = { name, slug };
  }

  async review() {
    await this.findName();
    const draft = await this.judged();
    const { words } = this;
    const box = this.form.querySelector("[data-review]");
    const parts = [];
    if (draft.changed) parts.push(...this.summary(draft));
    else parts.push(answersOf(this.form, draft.tree, words));
    const text = await this.textOf(draft);
    parts.push(fileOf(this.path(draft), text, words));
    box.replaceChildren(...parts);
    this.problems.show(draft.problems, draft.places);
    this.hint(box, draft);
    await this.sending.offer(draft, text);
  }

  summary(draft) {
    const { words } = this;
    if (this.setup.kind === "join-call") return [element("p", { class: "lede" }, set(words.joins, this.member ?? { name: "" }))];
    if (this.setup.kind === "offer") return [answersOf(this.form, draft.item, words)];
    if (this.action !== "update") return [element("p", { class: "lede" }, words[this.action])];
    const { length } = draft.changed;
    const said = length === 0 ? words.unchanged : set(length === 1 ? words.change1 : words.changeMany, { n: length });
    return [element("p", {}, said), ...(length ? [changesOf(this.form, draft.changed, this.original, words)] : [])];
  }

  /** Name the field that is worth most and still empty. */
  hint(box, { tree }) {
    if (!["new-member", "change-member"].includes(this.setup.kind) || this.action !== "update") return;
    const next = ["summary", "services", "offers", "needs", "contacts", "serves", "description"].find((name) => tree[name] === undefined);
    const field = next && this.form.querySelector(`[data-field="${next}"]`);
    if (!field) return;
    const label = field.querySelector("legend, label").firstChild.data.trim();
    const link = button(set(this.words.nextField, { label }), () => {
      this.stepper.reveal(field);
      field.scrollIntoView({ block: "center" });
      field.querySelector("input:not([hidden]):not([type=hidden]), select:not([hidden]), textarea, summary, button")?.focus();
    }, "button button--quiet review__hint");
    box.prepend(link);
  }

  path({ slug = this.slug }) {
    return `${this.setup.folder}/${slug || "…"}.yml`;
  }
}

function withoutEmpty(tree) {
  if (Array.isArray(tree)) return tree.map(withoutEmpty);
  if (typeof tree !== "object" || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).filter(([, value]) => value !== null).map(([name, value]) => [name, withoutEmpty(value)]));
}
