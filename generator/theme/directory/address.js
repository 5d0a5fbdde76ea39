// What is asked for, as the page's address says it: it can be shared, and the back button works.

export const FACETS = [
  "sector",
  "region",
  "province",
  "municipality",
  "kind",
  "services",
  "sought",
  "profiles",
  "certifications",
  "contact",
];

/**
 * What a query string asks for: {text, chosen, sort, near, within, view}; `chosen` holds slugs by facet. `names` are the
 * parameters' names in the site's language, `values` the words of those that have but a few.
 */
export function asked(query, { names, values }) {
  const given = new URLSearchParams(query);
  const word = (name) => Object.keys(values[name]).find((key) => values[name][key] === given.get(names[name])) ?? "";
  const chosen = {};
  for (const name of FACETS) {
    const slugs = [...new Set(given.getAll(names[name]))].filter(Boolean);
    if (slugs.length) chosen[name] = slugs;
  }
  const text = given.get(names.text) ?? "";
  const near = given.get(names.near) ?? "";
  return { text, chosen, sort: word("sort"), near, within: word("within"), view: word("view") };
}

/** The query string for what is asked, empty where it is nothing; the inverse of `asked`. */
export function query({ text, chosen, sort, near, within, view }, { names, values }) {
  const given = new URLSearchParams();
  if (text.trim()) given.set(names.text, text);
  for (const name of FACETS) for (const slug of chosen[name] ?? []) given.append(names[name], slug);
  if (sort) given.set(names.sort, values.sort[sort]);
  if (sort === "distance" && near) given.set(names.near, near);
  if (sort === "distance" && within) given.set(names.within, values.within[within]);
  if (view) given.set(names.view, values.view[view]);
  const written = given.toString();
  return written && `?${written}`;
}

/** Whether less than all members are asked for. */
export function narrowed({ text, chosen }) {
  return text.trim() !== "" || FACETS.some((name) => chosen[name]?.length);
}

/** The same with a value chosen, or no longer. */
export function toggled(state, name, slug) {
  const before = state.chosen[name] ?? [];
  const slugs = before.includes(slug) ? before.filter((one) => one !== slug) : [...before, slug];
  return { ...state, chosen: { ...state.chosen, [name]: slugs } };
}
