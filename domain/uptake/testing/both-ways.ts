import { expect } from 'vitest';
import { readFast, readSlowly } from '@/domain/uptake/testing/read-slowly';
import type { EventFormat } from '@/domain/uptake/vocabulary';

export const key = Buffer.alloc(32, 7);
export const now = () => new Date('2026-03-01T12:00:00Z');

/** Where a body is cut into pieces. */
export type Cuts = 'none' | 'everywhere' | number[];

async function* pieces(body: Buffer, cuts: Cuts, reuse: boolean, failure?: Error) {
  const places = cuts === 'none' ? [] : cuts === 'everywhere' ? body.keys() : cuts.map((place) => place % (body.length + 1)).sort((a, b) => a - b);
  let start = 0;
  for (const end of failure ? places : [...places, body.length]) {
    const piece = Buffer.from(body.subarray(start, end));
    yield piece;
    if (reuse) piece.fill(0x7b);
    start = end;
  }
  if (failure) throw failure;
}

/** Reads a body by the scanners and by the rule, expects the same of both and returns it. */
export async function agree(body: Buffer, format: EventFormat, cuts: Cuts, chunkSize: number, failure?: Error) {
  const slow = await readSlowly(pieces(body, cuts, false, failure), format, { key, now });
  const { bytes, ...fast } = await readFast(pieces(body, cuts, true, failure), format, { key, now, chunkSize });
  expect(fast).toEqual(slow);
  expect(bytes).toBeLessThanOrEqual(body.length);
  return slow;
}
