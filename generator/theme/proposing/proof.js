// The proof of work that the intake service asks for (ALTCHA): a number that is found by trying.

/** Return the payload for the service's challenge. */
export async function proof(challenge, pause = () => new Promise((done) => setTimeout(done))) {
  const { algorithm = "SHA-256", salt, signature, maxnumber = 1_000_000 } = challenge;
  const began = Date.now();
  for (let from = 0; from <= maxnumber; from += 500) {
    const number = await tried(algorithm, salt, challenge.challenge, from, Math.min(from + 500, maxnumber + 1));
    if (number !== undefined) {
      return btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number, salt, signature, took: Date.now() - began }));
    }
    await pause();
  }
  throw new Error("no number answers the challenge");
}

async function tried(algorithm, salt, wanted, from, to) {
  const numbers = Array.from({ length: to - from }, (_, at) => from + at);
  const digests = await Promise.all(numbers.map((number) => crypto.subtle.digest(algorithm, new TextEncoder().encode(salt + number))));
  const found = digests.findIndex((digest) => [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("") === wanted);
  return found < 0 ? undefined : numbers[found];
}
