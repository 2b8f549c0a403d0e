import { localeOf, placeOf, platformNumber, versionOf } from '@/domain/uptake/engine/cell-number';
import { Changes, lineOf } from '@/domain/uptake/engine/changes';
import { allCodes, stateCodes } from '@/domain/uptake/engine/facts';
import { grown } from '@/domain/uptake/engine/grown';
import { halfKey, halfMicros, moveLength, offsetOf } from '@/domain/uptake/engine/moves';
import { placeKey } from '@/domain/uptake/engine/slot';
import type { Grain } from '@/domain/uptake/grain';

const firstRoom = 1_024;
/** So many keys, or 16 for each move, are counted in a place each rather than sorted. */
const mostRoom = 262_144;
const leftOut = -1;
/** Slots below this have places among themselves too. */
const mostSlots = 65_536;

/** Moves by step (a day, or half an hour, see `halfKey`), summed in a grain when asked. */
export class MoveList {
  length = 0;
  private steps = new Int32Array(firstRoom);
  private places = new Uint16Array(firstRoom);
  private locales = new Uint16Array(firstRoom);
  private versions = new Uint16Array(firstRoom);
  private codes = new Uint8Array(firstRoom);
  private counts = new Int32Array(firstRoom);

  add(step: number, cell: number, code: number, n: number): void {
    if (this.length === this.steps.length) this.growTo(this.length * 2);
    const i = this.length++;
    this.steps[i] = step;
    this.places[i] = placeOf(cell);
    this.locales[i] = localeOf(cell);
    this.versions[i] = versionOf(cell);
    this.codes[i] = code;
    this.counts[i] = n;
  }

  /** Adds those moves of a ledger row, so many times, whose offset in their day lies in from ≤ offset < to: all of one step. Takes them apart byte by byte (`MoveSink`), since a page may read tens of thousands. */
  addRow(step: number, moves: Uint8Array, from: number, to: number, times: number): void {
    if (from >= to) return;
    const isWhole = from <= 0 && to === Infinity;
    const room = this.length + moves.length / moveLength;
    if (room > this.steps.length) this.growTo(Math.max(room, this.length * 2));
    for (let at = 0; at + moveLength <= moves.length; at += moveLength) {
      if (!isWhole) {
        const offset = offsetOf(moves, at);
        if (offset < from || offset >= to) continue;
      }
      const i = this.length++;
      const middle = moves[at + 8] ?? 0;
      this.steps[i] = step;
      this.places[i] = (moves[at + 5] ?? 0) | ((moves[at + 6] ?? 0) << 8);
      this.locales[i] = (moves[at + 7] ?? 0) | ((middle & 15) << 8);
      this.versions[i] = (middle >> 4) | ((moves[at + 9] ?? 0) << 4) | ((moves[at + 10] ?? 0) << 12);
      this.codes[i] = moves[at + 11] ?? 0;
      this.counts[i] = (((moves[at + 12] ?? 0) << 24) >> 24) * times;
    }
  }

  /** Adds the ledger row of an hour, each half of it as a step. */
  addHour(day: number, hour: number, moves: Uint8Array): void {
    const middle = (hour * 2 + 1) * halfMicros;
    this.addRow(halfKey(day, hour * 2), moves, 0, middle, 1);
    this.addRow(halfKey(day, hour * 2 + 1), moves, middle, Infinity, 1);
  }

  /** Shows each move by its slot in a grain, as they came. Late acceptances are told by region alone. */
  visit(grain: Grain, each: (slot: number, code: number, n: number) => void): void {
    const slots = this.slotsIn(grain);
    for (let i = 0; i < this.length; i += 1) {
      const code = this.codes[i] ?? 0;
      if (grain === 'region' || code < stateCodes) each(slots[i] ?? 0, code, this.counts[i] ?? 0);
    }
  }

  /** What changes in a grain. Late acceptances are told by region alone. */
  changes(grain: Grain): Changes {
    if (this.length === 0) return new Changes();
    const slots = this.slotsIn(grain);
    let [first, last, greatest, people] = [Infinity, -Infinity, 0, 0];
    const taken = new Int16Array(allCodes);
    for (let i = 0; i < this.length; i += 1) {
      const [step, slot] = [this.steps[i] ?? 0, slots[i] ?? 0];
      if (step < first) first = step;
      if (step > last) last = step;
      if (slot > greatest) greatest = slot;
      taken[this.codes[i] ?? 0] = 1;
      people += Math.abs(this.counts[i] ?? 0);
    }
    // What occurs has places among itself, so that keys lie close together.
    const codes = Uint8Array.from([...taken.keys()].filter((code) => taken[code] === 1 && (grain === 'region' || code < stateCodes)));
    taken.fill(leftOut);
    codes.forEach((code, place) => (taken[code] = place));
    const own = greatest < mostSlots ? closeUp(slots, greatest) : { slots, named: null, count: greatest + 1 };
    const keys: Keys = { slots: own.slots, named: own.named, codes, placeOf: taken, first, span: last - first + 1 };
    const room = own.count * codes.length * keys.span;
    return room <= Math.max(mostRoom, this.length * 16) ? this.count(room, keys) : this.sort(people, keys);
  }

  /** (slot, code, step) as one number; −1 for a code that is left out. */
  private keyAt(i: number, { slots, codes, placeOf: places, first, span }: Keys): number {
    const place = places[this.codes[i] ?? 0] ?? leftOut;
    return place === leftOut ? leftOut : ((slots[i] ?? 0) * codes.length + place) * span + (this.steps[i] ?? 0) - first;
  }

  /** A place for every key there can be: where these are few. */
  private count(room: number, keys: Keys): Changes {
    const sums = new Int32Array(room);
    for (let i = 0; i < this.length; i += 1) {
      const key = this.keyAt(i, keys);
      if (key >= 0) sums[key] = (sums[key] ?? 0) + (this.counts[i] ?? 0);
    }
    const changes = new Changes(Math.min(room, this.length));
    const { first, span } = keys;
    for (let place = 0, key = 0; key < room; place += 1) {
      const line = lineAt(place, keys);
      for (let step = first; step < first + span; step += 1, key += 1) if (sums[key] !== 0) changes.add(line, step, sums[key] ?? 0);
    }
    return changes;
  }

  /** A number for each person that says key and direction: a native sort brings together what adds up. */
  private sort(people: number, keys: Keys): Changes {
    const all = new Float64Array(people);
    let kept = 0;
    for (let i = 0; i < this.length; i += 1) {
      const key = this.keyAt(i, keys);
      if (key < 0) continue;
      const n = this.counts[i] ?? 0;
      for (let left = Math.abs(n); left > 0; left -= 1) all[kept++] = key * 2 + (n > 0 ? 1 : 0);
    }
    const sorted = all.subarray(0, kept).sort();
    const changes = new Changes(this.length);
    for (let i = 0; i < kept; ) {
      const key = Math.floor((sorted[i] ?? 0) / 2);
      let n = 0;
      for (; i < kept && Math.floor((sorted[i] ?? 0) / 2) === key; i += 1) n += sorted[i] === key * 2 ? -1 : 1;
      if (n === 0) continue;
      const place = Math.floor(key / keys.span);
      changes.add(lineAt(place, keys), keys.first + key - place * keys.span, n);
    }
    return changes;
  }

  /** Every step that has a move, in order. */
  stepsTaken(): number[] {
    return [...new Set(this.steps.subarray(0, this.length))].sort((a, b) => a - b);
  }

  private slotsIn(grain: Grain): Int32Array {
    const slots = new Int32Array(this.length);
    if (grain === 'locale') slots.set(this.locales.subarray(0, this.length));
    else if (grain === 'version') for (let i = 0; i < this.length; i += 1) slots[i] = (this.versions[i] ?? 0) * 8 + platformNumber(this.places[i] ?? 0);
    else for (let i = 0; i < this.length; i += 1) slots[i] = placeKey(grain, this.places[i] ?? 0);
    return slots;
  }

  private growTo(room: number): void {
    this.steps = grown(this.steps, new Int32Array(room));
    this.places = grown(this.places, new Uint16Array(room));
    this.locales = grown(this.locales, new Uint16Array(room));
    this.versions = grown(this.versions, new Uint16Array(room));
    this.codes = grown(this.codes, new Uint8Array(room));
    this.counts = grown(this.counts, new Int32Array(room));
  }
}

/** How (slot, code, step) is one number: the places of the slots (null: they are their own) and codes that occur, and the first step of how many. */
type Keys = { slots: Int32Array; named: Int32Array | null; codes: Uint8Array; placeOf: Int16Array; first: number; span: number };

/** The line whose place among those that can be is given. */
function lineAt(place: number, { named, codes }: Keys): number {
  const slot = Math.floor(place / codes.length);
  return lineOf(named ? (named[slot] ?? 0) : slot, codes[place - slot * codes.length] ?? 0);
}

/** Gives the slots that occur places among themselves, in their order. */
function closeUp(slots: Int32Array, greatest: number): { slots: Int32Array; named: Int32Array; count: number } {
  const places = new Int32Array(greatest + 1);
  for (let i = 0; i < slots.length; i += 1) places[slots[i] ?? 0] = 1;
  const named = new Int32Array(greatest + 1);
  let count = 0;
  for (let slot = 0; slot <= greatest; slot += 1) {
    if (places[slot] === 0) continue;
    named[count] = slot;
    places[slot] = count++;
  }
  for (let i = 0; i < slots.length; i += 1) slots[i] = places[slots[i] ?? 0] ?? 0;
  return { slots, named, count };
}
