// Columns by which documents are filtered, sorted and placed, as generator/search/columns.py writes them.

/**
 * A column: `values` as {label, above}, where `above` is the place of the value that it lies within in the column named
 * `within`, else undefined; `of(id)` gives the places of a document's values, `numbers` its number where it has one.
 */
export class Column {
  constructor({ values = [], within, runs, lists, numbers }) {
    this.values = values.map((value) =>
      Array.isArray(value) ? { label: value[0], above: value[1] } : { label: value },
    );
    this.within = within;
    this.numbers = numbers;
    this.lists = lists ?? (runs && spread(runs));
  }

  of(id) {
    return this.lists?.[id] ?? [];
  }

  /** How many of the documents have each value, by its place. */
  count(ids) {
    const counts = new Array(this.values.length).fill(0);
    for (const id of ids) for (const place of this.of(id)) counts[place] += 1;
    return counts;
  }
}

function spread(runs) {
  const lists = [];
  for (let at = 0; at < runs.length; at += 2) {
    const places = runs[at] < 0 ? [] : [runs[at]];
    for (let left = runs[at + 1]; left > 0; left -= 1) lists.push(places);
  }
  return lists;
}
