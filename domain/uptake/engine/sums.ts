import { type Block, addToBlock, blockOf, lineKey } from '@/domain/uptake/engine/block';
import { localeOf, placeOf, platformNumber, versionOf } from '@/domain/uptake/engine/cell-number';
import { stateCodes } from '@/domain/uptake/engine/facts';
import { type Slot, slotOfPlace } from '@/domain/uptake/engine/slot';
import type { Grain } from '@/domain/uptake/grain';

export const grains: readonly Grain[] = ['total', 'region', 'platform', 'channel', 'place', 'version', 'locale'];
/** What the numbers of versions and locales stand for. */
export type WordTexts = { version(number: number): string; locale(number: number): string };

/** One day's changes, summed as they come: by place, by version and platform, and by locale, each with the code. */
class Day {
  readonly place = new Map<number, number>();
  readonly version = new Map<number, number>();
  readonly locale = new Map<number, number>();
}

const bump = (sums: Map<number, number>, key: number, n: number) => sums.set(key, (sums.get(key) ?? 0) + n);

/** Changes by day and code, in every grain. Late acceptances are kept by region alone. */
export class DaySums {
  readonly days = new Map<number, Day>();

  add(day: number, cell: number, code: number, n: number): void {
    let sums = this.days.get(day);
    if (!sums) this.days.set(day, (sums = new Day()));
    const place = placeOf(cell);
    bump(sums.place, place * 256 + code, n);
    if (code >= stateCodes) return;
    bump(sums.version, (versionOf(cell) * 8 + platformNumber(place)) * 256 + code, n);
    bump(sums.locale, localeOf(cell) * 256 + code, n);
  }

  /** Each change of a grain: several may fall on one slot. */
  each(grain: Grain, words: WordTexts, visit: (slot: Slot, day: number, code: number, n: number) => void): void {
    const slots = new Map<number, Slot>();
    const make = (key: number): Slot => {
      if (grain === 'version') return { lead: words.version(key >> 3), sub: key & 7 };
      return grain === 'locale' ? { lead: words.locale(key), sub: 0 } : slotOfPlace(grain, key);
    };
    for (const [day, sums] of this.days) {
      for (const [at, n] of grain === 'version' || grain === 'locale' ? sums[grain] : sums.place) {
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

/** Adds changes to the blocks of one lead, in place; blocks that are touched for the first time open with what stood before them. Returns which blocks changed. */
export function addChanges(blocks: Map<number, Block>, changes: Change[]): Set<number> {
  const touched = [...new Set(changes.map(({ day }) => blockOf(day)))].sort((a, b) => a - b);
  for (const number of touched) if (!blocks.has(number)) blocks.set(number, openBlock(blocks, number));
  const changed = new Set<number>(touched);
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
