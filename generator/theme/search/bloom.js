// Which terms there are, as generator/search/bloom.py writes it.

export class Bloom {
  constructor({ hashes, bits }) {
    this.hashes = hashes;
    this.bits = Uint8Array.from(atob(bits), (letter) => letter.charCodeAt(0));
  }

  /** Whether a term may exist; false where it surely does not. */
  may(term) {
    let first = 0x811c9dc5;
    for (const letter of term) first = Math.imul(first ^ letter.codePointAt(0), 0x01000193);
    let second = Math.imul(first ^ (first >>> 15), 0x2c1b3c6d);
    second ^= second >>> 13;
    for (let turn = 1; turn <= this.hashes; turn += 1) {
      const place = ((first + Math.imul(turn, second)) >>> 0) % (this.bits.length * 8);
      if (!((this.bits[place >> 3] >> (place & 7)) & 1)) return false;
    }
    return true;
  }
}
