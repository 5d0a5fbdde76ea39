// The list of what was found, a batch at a time.
//
// The ten best of a search come with the index itself; more of them are fetched when the end of the list comes into
// view, and further ones when they are asked for.

const BATCH = 24;
const FIRST = 10;

export class Results {
  constructor(parts, tiles, search) {
    Object.assign(this, { parts, tiles, search, hits: [], shown: 0, view: "" });
    parts.more.addEventListener("click", () => this.more(true));
    this.eye = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting) && this.shown < BATCH) this.more(false);
    });
    this.eye.observe(parts.more);
  }

  /** Get the first results, or as many as `least`, ready; returns what puts them onto the page. */
  async ready(hits, view, least = 0) {
    const end = Math.max(least, hits[0]?.terms ? FIRST : BATCH);
    const nodes = await this.nodes(hits, view, 0, end);
    return () => {
      Object.assign(this, { hits, view, shown: nodes.length });
      this.target.replaceChildren(...nodes);
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
    const documents = await this.search.documents(some.map(({ id }) => id));
    const made = view === "table" ? "row" : "tile";
    return some.map((hit, at) => {
      const where = hit.terms && this.search.where(hit.id, hit.terms);
      return this.tiles[made]({ ...documents[at], ...hit, where });
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
