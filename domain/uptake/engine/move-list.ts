import type { Change } from '@/domain/uptake/engine/block';
import { localeOf, placeOf, platformNumber, versionOf } from '@/domain/uptake/engine/cell-number';
import { stateCodes } from '@/domain/uptake/engine/facts';
import { placeKey } from '@/domain/uptake/engine/slot';
import type { Grain } from '@/domain/uptake/grain';

const firstRoom = 1_024;

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
    let [first, last, all] = [Infinity, -Infinity, 0];
    for (let i = 0; i < this.length; i += 1) {
      const step = this.steps[i] ?? 0;
      if (step < first) first = step;
      if (step > last) last = step;
      all += Math.abs(this.counts[i] ?? 0);
    }
    const span = last - first + 1;
    // (slot, code, step, more or fewer) as one number, once for each person: a native sort brings together what adds up.
    const keys = new Float64Array(all);
    const slotOf = this.slotsOf(grain);
    let kept = 0;
    for (let i = 0; i < this.length; i += 1) {
      const code = this.codes[i] ?? 0;
      if (code >= stateCodes && grain !== 'region') continue;
      const n = this.counts[i] ?? 0;
      const key = ((slotOf(i) * 256 + code) * span + (this.steps[i] ?? 0) - first) * 2 + (n > 0 ? 1 : 0);
      for (let left = Math.abs(n); left > 0; left -= 1) keys[kept++] = key;
    }
    const changes: Change[] = [];
    const sorted = keys.subarray(0, kept).sort();
    for (let i = 0; i < kept; ) {
      const whole = Math.floor((sorted[i] ?? 0) / 2);
      let n = 0;
      for (; i < kept && Math.floor((sorted[i] ?? 0) / 2) === whole; i += 1) n += sorted[i] === whole * 2 ? -1 : 1;
      if (n === 0) continue;
      const line = Math.floor(whole / span);
      const code = line % 256;
      changes.push({ sub: (line - code) / 256, code, step: first + whole - line * span, n });
    }
    return changes;
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
