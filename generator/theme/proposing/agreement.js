// What a record says against itself, the calendar and the rest of the federation: rules of `generator/checking/`.

import { intricacy } from "./intricacy.js";
import { closest } from "./likeness.js";
import { guessed } from "./mismatch.js";
import { DETECTORS, isPerson } from "./personal.js";
import { N, says } from "./says.js";
import { checkDigit } from "./shape.js";

const FAR_KM = 40;
const EARTH_KM = 6371;
const ITALY = [[35.2, 47.2], [6.5, 18.7]];
const ZONED = 3;
const SOCIAL = "1.4.30";

/**
 * Return the findings about a record whose shape is right. `world` is what else is known: `today` as an ISO date,
 * `place` of a municipality's code, `legal_forms`, `chains`, `tracks`, `initiatives`, `members` (where known), and
 * what finds of personal data need.
 */
export function findings(kind, tree, shape, world) {
  const found = [];
  const finding = (rule, location, words, severity = "error") => found.push({ location, rule, words, severity });
  for (const rule of RULES[kind]) rule(tree, finding, world);
  repeats(tree, shape, finding);
  const texts = [...gathered(shape, shape.root, tree, [])];
  personal(texts, tree.name ?? tree.title, finding, world);
  intricate(texts, finding);
  return found;
}

function italian(tree) {
  return !tree.address || (tree.address.country ?? "IT") === "IT";
}

function taxCodeShape(tree, finding) {
  const code = tree.identifiers?.tax_code;
  if (!code || /^[0-9]{11}$/.test(code) || !italian(tree) || isPerson(code)) return;
  const digits = code.replace(/[ :-]/g, "");
  if (/^[0-9]{11}$/.test(digits) && checkDigit(digits)) return;
  finding("tax-code", ["identifiers", "tax_code"], says(N("found {count} characters, expected the eleven digits of a co-operative"), { count: [...code].length }));
}

function expiries(tree, finding, { today }) {
  const latest = yearAfter(today);
  for (const side of ["offers", "needs"]) {
    for (const [at, { expires, status = "open" }] of (tree[side] ?? []).entries()) {
      const location = [side, at, "expires"];
      if (expires > latest) finding("expires-too-late", location, says(N("found {date}, expected at most twelve months ahead: {latest}"), { date: expires, latest }));
      else if (expires < today && status === "open") finding("expired", location, says(N("expired on {date}: confirm it with a new date, or conclude it"), { date: expires }), "warning");
    }
  }
}

/** Return the same day of the next year; for 29 February the 28th. */
export function yearAfter(today) {
  const [year, month, day] = today.split("-");
  return `${String(Number(year) + 1).padStart(4, "0")}-${month}-${month === "02" && day === "29" ? "28" : day}`;
}

function future(days) {
  return (tree, finding, { today }) => {
    for (const way of days) {
      const date = way.reduce((here, key) => here?.[key], tree);
      if (date > today) finding("in-the-future", way, says(N("{date} is still to come: this tells what has happened"), { date }));
    }
  };
}

function certificates(tree, finding, { today }) {
  for (const [at, { expires }] of (tree.certifications ?? []).entries()) {
    if (expires < today) finding("certificate-expired", ["certifications", at, "expires"], says(N("this certificate expired on {date}"), { date: expires }), "warning");
  }
}

function postcodes(tree, finding, { place }) {
  const postcode = tree.address?.postcode;
  if (!postcode || !italian(tree)) return;
  const town = place(tree.address.municipality);
  const location = ["address", "postcode"];
  if (!/^[0-9]{5}$/.test(postcode)) {
    const whole = postcode.padStart(5, "0");
    const problem = says(N("found '{postcode}', expected the five digits of a postcode"), { postcode });
    finding("postcode", location, guessed(problem, town?.postcodes.includes(whole) ? whole : null));
  } else if (town?.postcodes.length && !belongs(town.postcodes, postcode)) {
    const span = town.postcodes.length < 3 ? town.postcodes.join(", ") : `${town.postcodes[0]}–${town.postcodes.at(-1)}`;
    const values = { postcode, municipality: town.name, postcodes: span };
    finding("postcode-elsewhere", location, says(N("the postcode {postcode} is not one of {municipality}, which has {postcodes}"), values));
  }
}

function belongs(known, postcode) {
  return known.length >= ZONED ? known[0] <= postcode && postcode <= known.at(-1) : known.includes(postcode);
}

function coordinates(tree, finding, { place }) {
  const { latitude, longitude, municipality } = tree.address ?? {};
  if (latitude === undefined || longitude === undefined || !italian(tree)) return;
  const point = [Number(latitude), Number(longitude)];
  const location = ["address", "latitude"];
  if (!inItaly(point)) {
    const values = { latitude: float(point[0]), longitude: float(point[1]) };
    const text = inItaly([...point].reverse()) ? N("{latitude}, {longitude} is not in Italy: are latitude and longitude swapped?") : N("{latitude}, {longitude} is not in Italy");
    return finding("outside-country", location, says(text, values));
  }
  const town = place(municipality);
  if (!town?.exact) return;
  const distance = halfEven(kilometres(point, [town.latitude, town.longitude]));
  if (distance <= FAR_KM) return;
  const text = N("this point is {distance} km from the centre of {municipality}");
  finding("far-from-municipality", location, says(text, { distance, municipality: town.name }), "warning");
}

function inItaly(point) {
  return point.every((value, at) => ITALY[at][0] <= value && value <= ITALY[at][1]);
}

/** Write a number as Python writes its own: 45.0. */
function float(value) {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function halfEven(value) {
  const whole = Math.floor(value);
  return value - whole === 0.5 ? whole + (whole % 2) : Math.round(value);
}

function kilometres(...points) {
  const [[lat1, lon1], [lat2, lon2]] = points.map((point) => point.map((degrees) => (degrees * Math.PI) / 180));
  const half = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half));
}

function socialTypes(tree, finding, { legal_forms }) {
  const form = tree.legal_form;
  if (!tree.social_type || !legal_forms.includes(form) || form === SOCIAL) return;
  finding("social-type", ["social_type"], says(N("only social co-operatives (legal form {code}) have a type"), { code: SOCIAL }), "warning");
}

function chained(tree, finding, { chains }) {
  for (const side of ["offers", "needs"]) {
    for (const [at, { chain, stage }] of (tree[side] ?? []).entries()) {
      if (chain === undefined) continue;
      const stages = chains[chain];
      if (!stages) finding("no-such-record", [side, at, "chain"], guessed(says(N("there is no supply chain '{slug}'"), { slug: chain }), closest(chain, Object.keys(chains))));
      else if (stage !== undefined && !stages.includes(stage)) {
        finding("no-such-stage", [side, at, "stage"], guessed(says(N("the supply chain '{chain}' has no stage '{stage}'"), { chain, stage }), closest(stage, stages)));
      }
    }
  }
}

function related(tree, finding, { members }) {
  for (const [at, { member }] of (tree.relations ?? []).entries()) {
    if (members && !members.has(member)) finding("no-such-record", ["relations", at, "member"], says(N("there is no member '{slug}'"), { slug: member }));
  }
}

function callReferences(tree, finding, { tracks, initiatives, members }) {
  if (tree.track !== undefined && !tracks.includes(tree.track)) finding("no-such-record", ["track"], guessed(says(N("there is no track '{slug}'"), { slug: tree.track }), closest(tree.track, tracks)));
  const { initiative } = tree;
  if (initiative !== undefined) {
    if (initiatives.includes(initiative)) finding("one-sided", ["initiative"], says(N("the initiative '{slug}' does not list this call among its calls"), { slug: initiative }), "warning");
    else finding("no-such-record", ["initiative"], guessed(says(N("there is no initiative '{slug}'"), { slug: initiative }), closest(initiative, initiatives)));
  }
  for (const [at, slug] of (tree.participants ?? []).entries()) {
    if (members && !members.has(slug)) finding("no-such-record", ["participants", at], says(N("there is no member '{slug}'"), { slug }));
  }
}

function deadlines(tree, finding) {
  const seen = new Set();
  for (const [at, { id, at: moment, extended_from: before }] of (tree.deadlines ?? []).entries()) {
    const [location, day] = [["deadlines", at, "at"], moment.slice(0, 10)];
    if (seen.has(id)) finding("same-id", ["deadlines", at, "id"], says(N("the id '{id}' stands here twice"), { id }));
    seen.add(id);
    if (day < tree.published) finding("before-publication", location, says(N("{date} is before the publication on {published}"), { date: day, published: tree.published }), "warning");
    else if (before !== undefined && putBack(before, moment)) finding("brought-forward", location, says(N("a date is put off to a later one: this is before 'extended_from'")));
  }
}

/** Tell whether a moment is before the one that it was put off from; times of one day are compared as they stand. */
function putBack(before, moment) {
  if (before.slice(0, 10) !== moment.slice(0, 10)) return before.slice(0, 10) > moment.slice(0, 10);
  return before.length > 10 && moment.length > 10 && before.replace(" ", "T") > moment.replace(" ", "T");
}

function intricate(texts, finding) {
  for (const [location, text, node] of texts) {
    const words = node.pattern === "prose" ? intricacy(text) : null;
    if (words) finding("intricate", location, words, "warning");
  }
}

function repeats(tree, shape, finding) {
  for (const [location, items] of lists(shape, shape.root, tree, [])) {
    const severity = location.at(-1) === "keywords" ? "warning" : "error";
    for (const [at, value] of items.entries()) {
      if (items.indexOf(value) < at) finding("repeated", [...location, at], says(N("'{value}' stands here already: once is enough"), { value }), severity);
    }
  }
}

/** Yield way and items of every list of plain values; numbers as check reads them: 08 is 8. */
function* lists(shape, node, value, location) {
  if (value === undefined || value === "") return;
  if (node.record) {
    for (const [name, field] of Object.entries(shape.records[node.record].fields)) yield* lists(shape, field, value[name], [...location, name]);
  } else if (node.list?.record) {
    for (const [at, item] of value.entries()) yield* lists(shape, node.list, item, [...location, at]);
  } else if (node.list) {
    yield [location, node.list.kind === "number" ? value.map((item) => String(Number(item))) : value];
  }
}

function personal(texts, name, finding, world) {
  for (const { rule, severity, words, find } of DETECTORS) {
    for (const [location, text] of texts) {
      const found = find(text, name, world);
      if (found !== null) finding(rule, location, says(words, { found }), severity);
    }
  }
}

/** Yield way, value and node of every text: words out of a fixed list, dates and numbers are none. */
function* gathered(shape, node, value, location) {
  if (value === undefined || value === "") return;
  if (node.record) {
    for (const [name, field] of Object.entries(shape.records[node.record].fields)) yield* gathered(shape, field, value[name], [...location, name]);
  } else if (node.list) {
    for (const [at, item] of value.entries()) yield* gathered(shape, node.list, item, [...location, at]);
  } else if (!node.codes && !["day", "moment", "number", "truth"].includes(node.kind)) {
    yield [location, value, node];
  }
}

const RULES = {
  member: [taxCodeShape, expiries, future([["member_since"], ["consent", "date"], ["verified", "on"]]), certificates, postcodes, coordinates, socialTypes, chained, related],
  call: [callReferences, deadlines, future([["cancelled", "on"]])],
};
