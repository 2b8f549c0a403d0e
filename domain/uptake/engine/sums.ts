import { type Block, addToBlock, blockOf, lineKey } from '@/domain/uptake/engine/block';
import { localeOf, placeOf, platformNumber, versionOf } from '@/domain/uptake/engine/cell-number';
import { stateCodes } from '@/domain/uptake/engine/facts';
import { type Slot, slotOfPlace } from '@/domain/uptake/engine/slot';
import type { Grain } from '@/domain/uptake/grain';

/** What the numbers of versions and locales stand for. */
export type WordTexts = { version(number: number): string; locale(number: number): string };

/** What a sum is kept by: everything a place decides, a version with its platform, or a locale. */
export const parts = ['place', 'version', 'locale'] as const;
export type SumPart = (typeof parts)[number];
/** Numbers of a part times 256 plus the code. */
export type Sums = Map<number, number>;
export const partOfGrain = (grain: Grain): SumPart => (grain === 'version' || grain === 'locale' ? grain : 'place');

const bump = (sums: Sums, key: number, n: number) => sums.set(key, (sums.get(key) ?? 0) + n);

/** Changes by day and code, in every grain. Late acceptances are kept by region alone. */
export class DaySums {
  readonly days = new Map<number, Record<SumPart, Sums>>();

  add(day: number, cell: number, code: number, n: number): void {
    const sums = this.of(day);
    const place = placeOf(cell);
    bump(sums.place, place * 256 + code, n);
    if (code >= stateCodes) return;
    bump(sums.version, (versionOf(cell) * 8 + platformNumber(place)) * 256 + code, n);
    bump(sums.locale, localeOf(cell) * 256 + code, n);
  }

  of(day: number): Record<SumPart, Sums> {
    let sums = this.days.get(day);
    if (!sums) this.days.set(day, (sums = { place: new Map(), version: new Map(), locale: new Map() }));
    return sums;
  }

  /** Each change of a grain: several may fall on one slot. */
  each(grain: Grain, words: WordTexts, visit: (slot: Slot, day: number, code: number, n: number) => void): void {
    const slots = new Map<number, Slot>();
    const make = (key: number): Slot => {
      if (grain === 'version') return { lead: words.version(key >> 3), sub: key & 7 };
      return grain === 'locale' ? { lead: words.locale(key), sub: 0 } : slotOfPlace(grain, key);
    };
    for (const [day, sums] of this.days) {
      for (const [at, n] of sums[partOfGrain(grain)]) {
        const code = at % 256;
        if (n === 0 || (code >= stateCodes && grain !== 'region')) continue;
        const key = (at - code) / 256;
        let slot = slots.get(key);
        if (!slot) slots.set(key, (slot = make(key)));
        visit(slot, day, code, n);
      }
    }
  }
}

type Change = { day: number; sub: number; code: number; n: number };
/** Per leading value of one grain, what changes. */
export type GrainChanges = Map<string, Change[]>;

/** The day sums as one grain has them. */
export function changesOf(grain: Grain, sums: DaySums, words: WordTexts): GrainChanges {
  const gathered = new Map<string, Map<number, Change>>();
  sums.each(grain, words, ({ lead, sub }, day, code, n) => {
    let own = gathered.get(lead);
    if (!own) gathered.set(lead, (own = new Map()));
    const key = day * 65_536 + lineKey(sub, code);
    const change = own.get(key);
    if (change) change.n += n;
    else own.set(key, { day, sub, code, n });
  });
  return new Map([...gathered].map(([lead, own]) => [lead, [...own.values()].filter(({ n }) => n !== 0)]));
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
