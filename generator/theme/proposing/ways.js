// The ways to send: to the intake service, by the forge's own page, as a file with a letter to the office.

import { element, set } from "./elements.js";
import { proof } from "./proof.js";

/** Return the answer of the intake service: `{reference, status}`, `{problems}` or `{reason}`, in words. */
export async function sent(intake, proposal, words, tell) {
  let answer;
  try {
    tell(words.proving);
    const challenge = await fetch(`${intake}/challenge`);
    const altcha = challenge.ok ? await proof(await challenge.json()) : "";
    tell(words.sending);
    answer = await fetch(`${intake}/proposals`, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": proposal.language }, body: JSON.stringify({ ...proposal, altcha }) });
  } catch (error) {
    console.warn(error);
    return { reason: navigator.onLine ? words.busy : words.offline };
  }
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 202) return { reference: told.reference, status: new URL(told.status, `${intake}/`).href };
  if (answer.status === 422 && told.problems) return { problems: told.problems };
  const reason = told.reason ?? told.message ?? told.detail;
  return { reason: answer.status < 500 && typeof reason === "string" ? set(words.refused, { reason }) : words.busy };
}

/** Return a key that no other proposal has, so that one that is sent twice counts once. */
export function freshKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the forge's page for a new file; where its address holds no text, `bare` is why: `nameOnly` or `longFile`. */
export function newFile({ new: address, longest }, slug, text) {
  const encoded = (part) => encodeURIComponent(part).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const named = address.replace("0slug0", encoded(slug));
  if (!named.includes("0text0")) return { href: named, bare: "nameOnly" };
  const whole = named.replace("0text0", () => encoded(text));
  if (whole.length <= Number(longest)) return { href: whole };
  return { href: named.replace(/[?&]value=0text0/, ""), bare: "longFile" };
}

/** Return the forge's page on which a file is edited; none takes a text. */
export function editFile({ edit }, slug) {
  return { href: edit.replace("0slug0", encodeURIComponent(slug)), bare: "newText" };
}

/** Save a text, or a file that was chosen, under a name. */
export function save(name, content) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: "application/yaml" }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Return a link that opens a letter to the office (RFC 6068). */
export function letter(office, subject, lines) {
  return `mailto:${office}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines.join("\r\n"))}`;
}
