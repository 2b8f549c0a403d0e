import { readCode, stateCodes } from '@/domain/uptake/engine/facts';
import { type Tally, emptyTally } from '@/domain/uptake/rates';

/** How many stand where, and how many of the accepted were late for a deadline or in time by their own, by code. */
export type Standing = { tally: Tally; marks: ReadonlyMap<number, number> };

const noMarks: ReadonlyMap<number, number> = new Map();
const standings = Array.from({ length: stateCodes }, (_, code) => readCode(code));

/** Adds so many in a standing to a tally. */
export function addTo(tally: Tally, code: number, n: number): void {
  const standing = standings[code];
  if (!standing) return;
  tally[standing.state] += n;
  if (standing.opened) tally.opened += n;
  if (standing.unproven) tally.unproven += n;
}

/** Adds up how many stand in each code, per group: lines of a slot come one after the other, so its group is found once for them. */
export class StandingSums {
  private readonly groups = new Map<string, number>();
  private readonly slots = new Map<number, number>();
  private readonly marks: (Map<number, number> | undefined)[] = [];
  private counts = new Float64Array(stateCodes * 16);
  private slot = -1;
  private group = -1;

  /** `keyOf` says which group a slot belongs to; null: none. */
  constructor(private readonly keyOf: (slot: number) => string | null) {}

  add(slot: number, code: number, n: number): void {
    if (slot !== this.slot) {
      this.slot = slot;
      this.group = this.groupOfSlot(slot);
    }
    if (this.group < 0) return;
    if (code < stateCodes) {
      const place = this.group * stateCodes + code;
      this.counts[place] = (this.counts[place] ?? 0) + n;
    } else {
      const own = (this.marks[this.group] ??= new Map<number, number>());
      own.set(code, (own.get(code) ?? 0) + n);
    }
  }

  /** The sums by key of group. */
  take(): Map<string, Standing> {
    return new Map([...this.groups].map(([key, group]) => [key, { tally: this.tallyOf(group * stateCodes), marks: this.marks[group] ?? noMarks }]));
  }

  private tallyOf(from: number): Tally {
    const tally = emptyTally();
    for (let code = 0; code < stateCodes; code += 1) {
      const n = this.counts[from + code] ?? 0;
      if (n !== 0) addTo(tally, code, n);
    }
    return tally;
  }

  private groupOfSlot(slot: number): number {
    const known = this.slots.get(slot);
    if (known !== undefined) return known;
    const group = this.groupOf(this.keyOf(slot));
    this.slots.set(slot, group);
    return group;
  }

  private groupOf(key: string | null): number {
    if (key === null) return -1;
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    const group = this.groups.size;
    this.groups.set(key, group);
    if ((group + 1) * stateCodes > this.counts.length) {
      const larger = new Float64Array(this.counts.length * 2);
      larger.set(this.counts);
      this.counts = larger;
    }
    return group;
  }
}
