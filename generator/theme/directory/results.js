// The list of what was found, a batch at a time.
//
// The ten best of a search come with the index itself, or nearly all; more of them are fetched when the end of the list
// comes into view, and further ones when they are asked for.

const BATCH = 24;
const FIRST = 10;

export class Results {
  constructor(parts, tiles, search) {
    Object.assign(this, { parts, tiles, search, hits: [], shown: 0, view: "", made: new Map() });
    parts.more.addEventListener("click", () => this.more(true));
    this.eye = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting) && this.shown < BATCH) this.more(false);
    });
    this.eye.observe(parts.more);
  }

  /**
   * Get the first results ready, those that come in no more than so many `files`, or as many as `least`; returns what
   * puts them onto the page.
   */
  async ready(hits, view, files, least = 0) {
    const few = hits.slice(0, hits[0]?.terms ? FIRST : BATCH);
    const near = hits[0]?.turn === undefined ? this.search.soon(few, files) : few;
    const nodes = await this.nodes(hits, view, 0, Math.max(least, near.length));
    return () => {
      Object.assign(this, { hits, view, shown: nodes.length, made: new Map(nodes.map((node) => [node.key, node])) });
      put(this.target, nodes);
      this.parts.table.hidden = view !== "table";
      this.parts.list.hidden = view !== "";
      this.end();
    };
  }

  get target() {
    return this.view === "table" ? this.parts.rows : this.parts.list;
  }

  get links() {
    return [...this.target.querySelectorAll("a")];
  }

  async nodes(hits, view, from, to) {
    const some = hits.slice(from, to);
    const turns = some[0]?.turn !== undefined && some.map(({ turn }) => turn);
    const documents = await this.search.documents(some.map(({ id }) => id), turns);
    const made = view === "table" ? "row" : "tile";
    return some.map((hit, at) => {
      const key = `${made} ${hit.id} ${hit.km ?? ""} ${hit.terms?.join(" ") ?? ""}`;
      const known = this.made.get(key);
      if (known) return known;
      const where = hit.terms && this.search.where(hit.id, hit.terms);
      return Object.assign(this.tiles[made]({ ...documents[at], ...hit, where }), { key });
    });
  }

  async more(asked) {
    if (this.loading) return;
    const { hits, shown, view } = this;
    const to = shown < BATCH ? BATCH : shown + BATCH;
    this.loading = true;
    try {
      const nodes = await this.nodes(hits, view, shown, to);
      if (this.hits !== hits || this.shown !== shown || this.view !== view) return;
      this.target.append(...nodes);
      this.shown += nodes.length;
      if (asked) nodes[0]?.querySelector("a").focus();
      this.end();
    } catch (error) {
      if (asked) this.failed?.(error);
    } finally {
      this.loading = false;
    }
  }

  end() {
    this.parts.more.hidden = this.view === "map" || this.shown >= this.hits.length;
    // An end that was in view, and still is, would not be told again.
    this.eye.unobserve(this.parts.more);
    this.eye.observe(this.parts.more);
  }
}

/**
 * Put nodes into an element in place of what is there; those that stay in their places are not touched, and whoever is
 * in it with the keyboard stays in it.
 */
function put(element, nodes) {
  const focus = element.contains(document.activeElement) ? document.activeElement : undefined;
  nodes.forEach((node, at) => {
    if (element.children[at] !== node) element.insertBefore(node, element.children[at] ?? null);
  });
  while (element.children.length > nodes.length) element.lastElementChild.remove();
  focus?.focus();
  if (focus?.isConnected === false) nodes[0]?.querySelector("a").focus();
}
