import { type Block, addToBlock, blockOf } from '@/domain/uptake/engine/block';
import { localeOf, placeOf, platformNumber, versionOf } from '@/domain/uptake/engine/cell-number';
import { stateCodes } from '@/domain/uptake/engine/facts';
import { type Slot, type WordTexts, placeKey, slotOf } from '@/domain/uptake/engine/slot';
import type { Grain } from '@/domain/uptake/grain';


/** The number of a slot of a grain times 256 plus the code, with how many more (or, negative, fewer) stand there. */
export type Sums = Map<number, number>;
type Kept = Record<'place' | 'version' | 'locale', Sums>;

const bump = (sums: Sums, key: number, n: number) => sums.set(key, (sums.get(key) ?? 0) + n);

/** Changes by day and code, in every grain. Late acceptances are kept by region alone. */
export class DaySums {
  readonly days = new Map<number, Kept>();

  add(day: number, cell: number, code: number, n: number): void {
    const sums = this.of(day);
    const place = placeOf(cell);
    bump(sums.place, place * 256 + code, n);
    if (code >= stateCodes) return;
    bump(sums.version, (versionOf(cell) * 8 + platformNumber(place)) * 256 + code, n);
    bump(sums.locale, localeOf(cell) * 256 + code, n);
  }

  private of(day: number): Kept {
    let sums = this.days.get(day);
    if (!sums) this.days.set(day, (sums = { place: new Map(), version: new Map(), locale: new Map() }));
    return sums;
  }

  /** A day's changes as one grain has them. */
  sums(grain: Grain, day: number): Sums {
    const kept = this.days.get(day);
    if (!kept) return new Map();
    if (grain === 'version' || grain === 'locale') return kept[grain];
    const sums: Sums = new Map();
    for (const [at, n] of kept.place) {
      const code = at % 256;
      if (n !== 0 && (code < stateCodes || grain === 'region')) bump(sums, placeKey(grain, (at - code) / 256) * 256 + code, n);
    }
    return sums;
  }
}

/** Each sum with its slot. */
export function eachSum(grain: Grain, sums: Sums, words: WordTexts, visit: (slot: Slot, code: number, n: number) => void): void {
  for (const [at, n] of sums) {
    const code = at % 256;
    if (n !== 0) visit(slotOf(grain, (at - code) / 256, words), code, n);
  }
}

type Change = { day: number; sub: number; code: number; n: number };
/** Per leading value of one grain, what changes. */
export type GrainChanges = Map<string, Change[]>;

/** The day sums as one grain has them. */
export function changesOf(grain: Grain, days: DaySums, words: WordTexts): GrainChanges {
  const changes: GrainChanges = new Map();
  for (const day of days.days.keys()) {
    eachSum(grain, days.sums(grain, day), words, ({ lead, sub }, code, n) => {
      let own = changes.get(lead);
      if (!own) changes.set(lead, (own = []));
      own.push({ day, sub, code, n });
    });
  }
  return changes;
}

/**
 * Adds changes to the blocks of one lead, in place. Every block of the grain from the lead's first on is there afterwards (`numbers`,
 * in order), opened with what stood before it. Returns which blocks changed or are new.
 */
export function addChanges(blocks: Map<number, Block>, changes: Change[], numbers: readonly number[]): Set<number> {
  const first = Math.min(...blocks.keys(), ...changes.map(({ day }) => blockOf(day)));
  const changed = new Set<number>();
  for (const number of numbers) {
    if (number < first || blocks.has(number)) continue;
    blocks.set(number, openBlock(blocks, number));
    changed.add(number);
  }
  for (const { day, sub, code, n } of changes) {
    for (const [number, block] of blocks) {
      if (number < blockOf(day)) continue;
      addToBlock(block, number, sub, code, day, n);
      changed.add(number);
    }
  }
  return changed;
}

function openBlock(blocks: Map<number, Block>, number: number): Block {
  const opened: Block = new Map();
  const before = Math.max(...[...blocks.keys()].filter((other) => other < number));
  for (const [key, line] of blocks.get(before) ?? []) {
    const opening = [...line.changes.values()].reduce((sum, change) => sum + change, line.opening);
    if (opening !== 0) opened.set(key, { sub: line.sub, code: line.code, opening, changes: new Map() });
  }
  return opened;
}
