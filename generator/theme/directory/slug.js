// Labels in addresses.

const APART = /['‘’ʼ]/g;

/** A label as the addresses of browse pages spell it: the rule of `slug_of` in generator/publishing/members/ways.py. */
export function slugOf(label) {
  const plain = label.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(APART, "").replace(/\p{M}/gu, "");
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+/, "").slice(0, 80).replace(/-+$/, "");
  return slug || label;
}
