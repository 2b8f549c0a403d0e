import { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';

/** Days in a block of the rollup; blocks begin at multiples of it, counted from 1970-01-01. */
export const blockDays = 8;
export const blockOf = (day: number): number => Math.floor(day / blockDays);

/** One line of a block: a standing (`code`) of a part (`sub`) of its lead: how many before the block, and the change of each day. */
export type Line = { sub: number; code: number; opening: number; changes: Map<number, number> };
export type Block = Map<number, Line>;

export const lineKey = (sub: number, code: number): number => sub * 256 + code;

/** Adds `n` on a day to a line. `block` is the block's number; earlier days change the opening. */
export function addToBlock(cells: Block, block: number, sub: number, code: number, day: number, n: number): void {
  const key = lineKey(sub, code);
  let line = cells.get(key);
  if (!line) cells.set(key, (line = { sub, code, opening: 0, changes: new Map() }));
  const offset = day - block * blockDays;
  if (offset < 0) line.opening += n;
  else line.changes.set(offset, (line.changes.get(offset) ?? 0) + n);
}

/** A block as bytes, lines and days in order; lines without any number are left out, so equal sums give equal bytes. */
export function writeBlock(cells: Block): Buffer {
  const out = new ByteWriter(256);
  for (const key of [...cells.keys()].sort((a, b) => a - b)) {
    const line = cells.get(key);
    if (!line) continue;
    const changes = [...line.changes].filter(([, n]) => n !== 0).sort(([a], [b]) => a - b);
    if (changes.length === 0 && line.opening === 0) continue;
    out.uint(line.sub);
    out.uint(line.code);
    out.int(line.opening);
    out.uint(changes.length);
    for (const [offset, n] of changes) {
      out.uint(offset);
      out.int(n);
    }
  }
  return out.take();
}

/** Reads a block's lines one by one: their opening with day −1, then each change with its day in the block. */
export function scanBlock(bytes: Uint8Array, each: (sub: number, code: number, offset: number, n: number) => void): void {
  const from = new ByteReader(bytes);
  while (!from.isDone) {
    const sub = from.uint();
    const code = from.uint();
    const opening = from.int();
    if (opening !== 0) each(sub, code, -1, opening);
    for (let left = from.uint(); left > 0; left -= 1) each(sub, code, from.uint(), from.int());
  }
}

/** Reads a block's lines as they stand at the end of its day `offset`. */
export function sumBlock(bytes: Uint8Array, offset: number, each: (sub: number, code: number, n: number) => void): void {
  const from = new ByteReader(bytes);
  while (!from.isDone) {
    const sub = from.uint();
    const code = from.uint();
    let n = from.int();
    for (let left = from.uint(); left > 0; left -= 1) {
      const day = from.uint();
      const change = from.int();
      if (day <= offset) n += change;
    }
    if (n !== 0) each(sub, code, n);
  }
}

export function readBlock(bytes: Uint8Array, block: number): Block {
  const cells: Block = new Map();
  scanBlock(bytes, (sub, code, offset, n) => addToBlock(cells, block, sub, code, block * blockDays + offset, n));
  return cells;
}
