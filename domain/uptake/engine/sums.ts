import type { Cell } from '@/domain/uptake/columns';
import { type Block, addToBlock, blockOf } from '@/domain/uptake/engine/block';
import { stateCodes } from '@/domain/uptake/engine/facts';
import { slotOf } from '@/domain/uptake/engine/slot';
import type { Grain } from '@/domain/uptake/grain';

export const grains: readonly Grain[] = ['total', 'region', 'platform', 'channel', 'place', 'version', 'locale'];

/** Changes by day, cell and code, summed as they come. */
export class DaySums {
  readonly days = new Map<number, Map<number, number>>();

  add(day: number, cell: number, code: number, n: number): void {
    let sums = this.days.get(day);
    if (!sums) this.days.set(day, (sums = new Map()));
    const key = cell * 256 + code;
    sums.set(key, (sums.get(key) ?? 0) + n);
  }
}

type Change = { day: number; sub: number; code: number; n: number };
/** Per leading value of one grain, what changes. */
export type GrainChanges = Map<string, Change[]>;

/** The day sums as one grain has them. Late acceptances are kept by region alone. */
export function changesOf(grain: Grain, sums: DaySums, cellOf: (id: number) => Cell): GrainChanges {
  const slots = new Map<number, { lead: string; sub: number }>();
  const gathered = new Map<string, Map<number, number>>();
  for (const [day, byCell] of sums.days) {
    for (const [key, n] of byCell) {
      const code = key % 256;
      if (n === 0 || (code >= stateCodes && grain !== 'region')) continue;
      const cell = (key - code) / 256;
      let slot = slots.get(cell);
      if (!slot) slots.set(cell, (slot = slotOf(grain, cellOf(cell))));
      let own = gathered.get(slot.lead);
      if (!own) gathered.set(slot.lead, (own = new Map()));
      const at = ((day + 1_000_000) * 256 + slot.sub) * 256 + code;
      own.set(at, (own.get(at) ?? 0) + n);
    }
  }
  return new Map(
    [...gathered].map(([lead, own]) => [
      lead,
      [...own].filter(([, n]) => n !== 0).map(([at, n]) => ({ day: Math.floor(at / 65_536) - 1_000_000, sub: Math.floor(at / 256) % 256, code: at % 256, n })),
    ]),
  );
}

/** Adds changes to the blocks of one lead, in place; blocks that are touched for the first time open with what stood before them. Returns which blocks changed. */
export function addChanges(blocks: Map<number, Block>, changes: Change[]): Set<number> {
  const touched = [...new Set(changes.map(({ day }) => blockOf(day)))].sort((a, b) => a - b);
  for (const number of touched) {
    if (blocks.has(number)) continue;
    const opened: Block = new Map();
    const before = Math.max(...[...blocks.keys()].filter((other) => other < number));
    for (const line of blocks.get(before)?.values() ?? []) {
      const n = [...line.changes.values()].reduce((sum, change) => sum + change, line.opening);
      if (n !== 0) opened.set(line.sub * 256 + line.code, { sub: line.sub, code: line.code, opening: n, changes: new Map() });
    }
    blocks.set(number, opened);
  }
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
