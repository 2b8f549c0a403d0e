/** Two 32-bit hashes of a text, mixed as in MurmurHash3's finalizer: against accidents, not against forgers. */
function hashes(text: string): [number, number] {
  let a = 0x9747b28c;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x5bd1e995) ^ (b >>> 15);
  }
  return [mix(a), mix(b ^ text.length)];
}

function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number from 0 to 2^53 − 1 that stands for a text. */
export function fingerprint(text: string): number {
  const [a, b] = hashes(text);
  return a * 0x200000 + (b >>> 11);
}

/** A digest of a multiset of texts: the order in which they are added does not matter, and adding −1 takes one out. */
export class MultisetDigest {
  private a = 0;
  private b = 0;

  add(text: string, n = 1): void {
    const [a, b] = hashes(text);
    this.a = (this.a + Math.imul(a, n)) | 0;
    this.b = (this.b + Math.imul(b, n)) | 0;
  }

  equals(other: MultisetDigest): boolean {
    return this.a === other.a && this.b === other.b;
  }
}
