import type { Change } from '@/domain/uptake/engine/block';
import { localeOf, placeOf, platformNumber, versionOf } from '@/domain/uptake/engine/cell-number';
import { stateCodes } from '@/domain/uptake/engine/facts';
import { placeKey } from '@/domain/uptake/engine/slot';
import type { Grain } from '@/domain/uptake/grain';

const firstRoom = 1_024;
/** So many keys, or 16 for each move, are counted in a place each rather than sorted. */
const mostRoom = 262_144;

/** Moves by step (a day, or an hour, see `hourKey`), summed in a grain when asked. */
export class MoveList {
  length = 0;
  private steps = new Int32Array(firstRoom);
  private places = new Uint16Array(firstRoom);
  private locales = new Uint16Array(firstRoom);
  private versions = new Uint16Array(firstRoom);
  private codes = new Uint8Array(firstRoom);
  private counts = new Int32Array(firstRoom);

  add(step: number, cell: number, code: number, n: number): void {
    if (this.length === this.steps.length) this.grow();
    const i = this.length++;
    this.steps[i] = step;
    this.places[i] = placeOf(cell);
    this.locales[i] = localeOf(cell);
    this.versions[i] = versionOf(cell);
    this.codes[i] = code;
    this.counts[i] = n;
  }

  /** What changes in a grain, in order of (slot, code, step), each once and none 0. Late acceptances are told by region alone. */
  changes(grain: Grain): Change[] {
    if (this.length === 0) return [];
    const slotOf = this.slotsOf(grain);
    let [first, last, greatest, people] = [Infinity, -Infinity, 0, 0];
    const taken = new Uint8Array(256);
    for (let i = 0; i < this.length; i += 1) {
      const step = this.steps[i] ?? 0;
      if (step < first) first = step;
      if (step > last) last = step;
      const slot = slotOf(i);
      if (slot > greatest) greatest = slot;
      taken[this.codes[i] ?? 0] = 1;
      people += Math.abs(this.counts[i] ?? 0);
    }
    const span = last - first + 1;
    // Codes that occur, by their place among themselves: keys lie closer together.
    const codes = Uint8Array.from([...taken.keys()].filter((code) => taken[code] === 1));
    codes.forEach((code, place) => (taken[code] = place));
    // (slot, code, step) as one number.
    const keyOf = (i: number) => (slotOf(i) * codes.length + (taken[this.codes[i] ?? 0] ?? 0)) * span + (this.steps[i] ?? 0) - first;
    const changes: Change[] = [];
    const take = (key: number, n: number) => {
      if (n === 0) return;
      const line = Math.floor(key / span);
      const sub = Math.floor(line / codes.length);
      changes.push({ sub, code: codes[line - sub * codes.length] ?? 0, step: first + key - line * span, n });
    };
    const room = (greatest + 1) * codes.length * span;
    if (room <= Math.max(mostRoom, this.length * 16)) this.count(grain, room, keyOf, take);
    else this.sort(grain, people, keyOf, take);
    return changes;
  }

  private isIn(grain: Grain, i: number): boolean {
    return grain === 'region' || (this.codes[i] ?? 0) < stateCodes;
  }

  /** A place for every key there can be: where these are few. */
  private count(grain: Grain, room: number, keyOf: (i: number) => number, take: (key: number, n: number) => void): void {
    const sums = new Int32Array(room);
    for (let i = 0; i < this.length; i += 1) {
      if (!this.isIn(grain, i)) continue;
      const key = keyOf(i);
      sums[key] = (sums[key] ?? 0) + (this.counts[i] ?? 0);
    }
    for (let key = 0; key < room; key += 1) take(key, sums[key] ?? 0);
  }

  /** A number for each person that says key and direction: a native sort brings together what adds up. */
  private sort(grain: Grain, people: number, keyOf: (i: number) => number, take: (key: number, n: number) => void): void {
    const keys = new Float64Array(people);
    let kept = 0;
    for (let i = 0; i < this.length; i += 1) {
      if (!this.isIn(grain, i)) continue;
      const n = this.counts[i] ?? 0;
      const key = keyOf(i) * 2 + (n > 0 ? 1 : 0);
      for (let left = Math.abs(n); left > 0; left -= 1) keys[kept++] = key;
    }
    const sorted = keys.subarray(0, kept).sort();
    for (let i = 0; i < kept; ) {
      const key = Math.floor((sorted[i] ?? 0) / 2);
      let n = 0;
      for (; i < kept && Math.floor((sorted[i] ?? 0) / 2) === key; i += 1) n += sorted[i] === key * 2 ? -1 : 1;
      take(key, n);
    }
  }

  /** Every step that has a move, in order. */
  stepsTaken(): number[] {
    return [...new Set(this.steps.subarray(0, this.length))].sort((a, b) => a - b);
  }

  private slotsOf(grain: Grain): (i: number) => number {
    if (grain === 'locale') return (i) => this.locales[i] ?? 0;
    if (grain === 'version') return (i) => (this.versions[i] ?? 0) * 8 + platformNumber(this.places[i] ?? 0);
    return (i) => placeKey(grain, this.places[i] ?? 0);
  }

  private grow(): void {
    const room = this.length * 2;
    const larger = <List extends Int32Array | Uint16Array | Uint8Array>(made: List, list: List): List => {
      made.set(list);
      return made;
    };
    this.steps = larger(new Int32Array(room), this.steps);
    this.places = larger(new Uint16Array(room), this.places);
    this.locales = larger(new Uint16Array(room), this.locales);
    this.versions = larger(new Uint16Array(room), this.versions);
    this.codes = larger(new Uint8Array(room), this.codes);
    this.counts = larger(new Int32Array(room), this.counts);
  }
}
