import { codeOf, readCode, stateCodes } from '@/domain/uptake/engine/facts';
import { grown } from '@/domain/uptake/engine/grown';
import type { Tally } from '@/domain/uptake/rates';
import { type State, states } from '@/domain/uptake/vocabulary';

/** How many stand where, and how many of the accepted were late for a deadline or in time by their own, by code. */
export type Standing = { tally: Tally; marks: ReadonlyMap<number, number> };

const noMarks: ReadonlyMap<number, number> = new Map();
const standings = Array.from({ length: stateCodes }, (_, code) => readCode(code));
/** The first of a state's codes: it has four, of which the second and the fourth are unproven and the last two opened (`codeOf`). */
const first = Object.fromEntries(states.map((state, number) => [state, codeOf(number, false, false)])) as Record<State, number>;

/** Adds so many in a standing to a tally. */
export function addTo(tally: Tally, code: number, n: number): void {
  const standing = standings[code];
  if (!standing) return;
  tally[standing.state] += n;
  if (standing.opened) tally.opened += n;
  if (standing.unproven) tally.unproven += n;
}

/** The groups that slots belong to, numbered from 0 as they are met. */
export class SlotGroups {
  private readonly keys: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly slots = new Map<number, number>();

  /** `keyOfSlot` says which group a slot belongs to; null: none. */
  constructor(private readonly keyOfSlot: (slot: number) => string | null) {}

  /** The number of a slot's group; −1: none. */
  numberOf(slot: number): number {
    const known = this.slots.get(slot);
    if (known !== undefined) return known;
    const key = this.keyOfSlot(slot);
    const number = key === null ? -1 : this.numberOfKey(key);
    this.slots.set(slot, number);
    return number;
  }

  /** The key of the group of a number; null: none. */
  keyAt(number: number): string | null {
    return this.keys[number] ?? null;
  }

  private numberOfKey(key: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.keys.length);
    return this.keys.push(key) - 1;
  }
}

/** Adds up how many stand in each code, per group: a block's lines of a slot come one after the other, so its group is found once for them. */
export class StandingSums {
  private readonly marks: (Map<number, number> | undefined)[] = [];
  /** The numbers of the groups met here; where each stands among them, from 1, by its number. */
  private readonly met: number[] = [];
  private places = new Int32Array(64);
  private counts = new Float64Array(stateCodes * 16);
  private slot = -1;
  private place = -1;

  constructor(private readonly groups: SlotGroups) {}

  add(slot: number, code: number, n: number): void {
    if (slot !== this.slot) {
      this.slot = slot;
      const number = this.groups.numberOf(slot);
      this.place = number < 0 ? -1 : this.placeOf(number);
    }
    if (this.place < 0) return;
    if (code < stateCodes) {
      const at = this.place * stateCodes + code;
      this.counts[at] = (this.counts[at] ?? 0) + n;
    } else {
      const own = (this.marks[this.place] ??= new Map<number, number>());
      own.set(code, (own.get(code) ?? 0) + n);
    }
  }

  /** The sums by key of group. */
  take(): Map<string, Standing> {
    const taken = new Map<string, Standing>();
    for (const [place, number] of this.met.entries()) taken.set(this.groups.keyAt(number) ?? '', { tally: tallyOf(this.counts, place * stateCodes), marks: this.marks[place] ?? noMarks });
    return taken;
  }

  private placeOf(number: number): number {
    if (number >= this.places.length) this.places = grown(this.places, new Int32Array((number + 1) * 2));
    const known = (this.places[number] ?? 0) - 1;
    if (known >= 0) return known;
    const place = this.met.push(number) - 1;
    this.places[number] = place + 1;
    if ((place + 1) * stateCodes > this.counts.length) this.counts = grown(this.counts, new Float64Array(this.counts.length * 2));
    return place;
  }
}

/** What `addTo` gives for the counts of a group's codes, name by name: a page may have thousands of groups. */
function tallyOf(counts: Float64Array, from: number): Tally {
  let [opened, unproven] = [0, 0];
  for (let at = from; at < from + stateCodes; at += 4) {
    opened += (counts[at + 2] ?? 0) + (counts[at + 3] ?? 0);
    unproven += (counts[at + 1] ?? 0) + (counts[at + 3] ?? 0);
  }
  return {
    accepted: ofState(counts, from + first.accepted), declined: ofState(counts, from + first.declined), withdrawn: ofState(counts, from + first.withdrawn), objected: ofState(counts, from + first.objected),
    closed: ofState(counts, from + first.closed), dismissed: ofState(counts, from + first.dismissed), deferred: ofState(counts, from + first.deferred), displayed: ofState(counts, from + first.displayed),
    delivered: ofState(counts, from + first.delivered), opened, unproven,
  };
}

const ofState = (counts: Float64Array, at: number): number => (counts[at] ?? 0) + (counts[at + 1] ?? 0) + (counts[at + 2] ?? 0) + (counts[at + 3] ?? 0);
