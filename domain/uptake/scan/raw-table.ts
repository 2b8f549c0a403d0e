import { grown } from '@/domain/uptake/engine/grown';
import type { Fields } from '@/domain/uptake/scan/fields';

const longestKey = 4096;
const mostProbes = 8;
const mostEntries = 65_536;
const mostBytes = 16 * 1024 * 1024;

/**
 * Remembers what the slow path made of a group of fields, by the bytes they were written in: equal bytes, equal meaning. It only
 * ever forgets too much, and it is bounded whatever is sent: in entries, in bytes and in the length of a search.
 */
export class RawTable {
  private places = new Int32Array(1024);
  private readonly key = new Uint8Array(longestKey);
  private keyLength = 0;
  private keyHash = 0;
  private entries = 0;
  private used = 0;
  private hash = new Int32Array(512);
  private offset = new Int32Array(513);
  private value = new Int32Array(512);
  private store = new Uint8Array(16_384);

  constructor(private readonly first: number, private readonly last: number) {}

  /** What was remembered for these fields, or -1. */
  find(bytes: Uint8Array, fields: Fields): number {
    if (!this.readKey(bytes, fields)) return -1;
    const mask = this.places.length - 1;
    for (let probe = 0; probe < mostProbes; probe += 1) {
      const entry = (this.places[(this.keyHash + probe) & mask] ?? 0) - 1;
      if (entry < 0) return -1;
      if (this.hash[entry] === this.keyHash && this.holdsKey(entry)) return this.value[entry] ?? -1;
    }
    return -1;
  }

  /** Remembers a value for these fields, unless they are too long or have one already. */
  remember(bytes: Uint8Array, fields: Fields, value: number): void {
    if (this.find(bytes, fields) >= 0 || !this.readKey(bytes, fields)) return;
    if (this.entries === mostEntries || this.used + this.keyLength > mostBytes) this.clear();
    this.makeRoom();
    const entry = this.entries++;
    this.store.set(this.key.subarray(0, this.keyLength), this.used);
    this.used += this.keyLength;
    this.hash[entry] = this.keyHash;
    this.offset[entry + 1] = this.used;
    this.value[entry] = value;
    this.put(entry);
  }

  private clear(): void {
    this.places.fill(0);
    this.entries = this.used = 0;
  }

  /** Copies the fields, a zero byte behind each, and hashes them (FNV-1a, then mixed, for the low bits choose the place). */
  private readKey(bytes: Uint8Array, fields: Fields): boolean {
    const { key, last } = this;
    let length = 0;
    let hash = -2128831035;
    for (let slot = this.first; slot <= last; slot += 1) {
      const end = fields.end[slot] ?? 0;
      let at = fields.start[slot] ?? 0;
      if (length + end - at >= longestKey) return false;
      for (; at < end; at += 1) {
        const byte = bytes[at] ?? 0;
        key[length++] = byte;
        hash = Math.imul(hash ^ byte, 16_777_619);
      }
      key[length++] = 0;
      hash = Math.imul(hash, 16_777_619);
    }
    this.keyLength = length;
    this.keyHash = hash ^ (hash >>> 15);
    return true;
  }

  private holdsKey(entry: number): boolean {
    const { key, store, keyLength } = this;
    const from = this.offset[entry] ?? 0;
    if ((this.offset[entry + 1] ?? 0) - from !== keyLength) return false;
    for (let i = 0; i < keyLength; i += 1) if (store[from + i] !== key[i]) return false;
    return true;
  }

  /** A search that found no free place puts the entry at its home: what stood there is forgotten. */
  private put(entry: number): void {
    const mask = this.places.length - 1;
    const home = this.hash[entry] ?? 0;
    let place = home & mask;
    for (let probe = 0; probe < mostProbes; probe += 1) {
      if (this.places[(home + probe) & mask] !== 0) continue;
      place = (home + probe) & mask;
      break;
    }
    this.places[place] = entry + 1;
  }

  private makeRoom(): void {
    while (this.used + this.keyLength > this.store.length) this.store = grown(this.store, new Uint8Array(this.store.length * 2));
    if (this.entries < this.hash.length) return;
    this.hash = grown(this.hash, new Int32Array(this.hash.length * 2));
    this.value = grown(this.value, new Int32Array(this.value.length * 2));
    this.offset = grown(this.offset, new Int32Array(this.hash.length + 1));
    this.places = new Int32Array(this.hash.length * 2);
    for (let entry = 0; entry < this.entries; entry += 1) this.put(entry);
  }
}
