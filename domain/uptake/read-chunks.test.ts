import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readChunks } from '@/domain/uptake/read-chunks';
import { maxLineBytes } from '@/domain/uptake/read-records';
import { readFast, readSlowly } from '@/domain/uptake/testing/read-slowly';
import { bodyOf, writtenEvents } from '@/domain/uptake/testing/written-events';
import { type EventFormat, eventFormats } from '@/domain/uptake/vocabulary';

const key = Buffer.alloc(32, 7);
const now = () => new Date('2026-03-01T12:00:00Z');

type Cuts = 'none' | 'everywhere' | number[];

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

async function agree(body: Buffer, format: EventFormat, cuts: Cuts, chunkSize: number, failure?: Error) {
  const slow = await readSlowly(pieces(body, cuts, false, failure), format, { key, now });
  const { bytes, ...fast } = await readFast(pieces(body, cuts, true, failure), format, { key, now, chunkSize });
  expect(fast).toEqual(slow);
  expect(bytes).toBeLessThanOrEqual(body.length);
  return slow;
}

const style = fc.record({
  gap: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.constantFrom(' ', '\t', ' \r\n ', '  \n')),
  end: fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r\n \r\n'),
  mark: fc.boolean(),
  quoteAll: fc.boolean(),
  last: fc.boolean(),
});
const cuts = fc.oneof(fc.constantFrom<Cuts>('none', 'everywhere'), fc.array(fc.nat(20_000), { maxLength: 40 }));
const chunkSizes = fc.constantFrom(1, 2, 3, 7, 50_000);
const edits = fc.array(
  fc.record({ place: fc.nat(1_000_000), remove: fc.nat(2), insert: fc.oneof(fc.constant([]), fc.array(fc.constantFrom(...Buffer.from('"\\{}[],:\n\r \té\u0000\u007fa0Zz-+.')), { maxLength: 2 }), fc.array(fc.nat(255), { maxLength: 1 })) }),
  { maxLength: 4 },
);

function edited(body: Buffer, changes: { place: number; remove: number; insert: number[] }[]): Buffer {
  return changes.reduce((bytes, { place, remove, insert }) => {
    const at = place % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(insert), bytes.subarray(at + remove)]);
  }, body);
}

let fastRows = 0;
test.each(eventFormats)('%s: whatever is written, however it is cut, chunks hold what the slow path gives', async (format) => {
  let [rows, errors] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(writtenEvents, { maxLength: 8 }), style, cuts, chunkSizes, async (events, written, places, chunkSize) => {
      const slow = await agree(Buffer.from(bodyOf(format, [...events, ...events], written)), format, places, chunkSize);
      rows += slow.rows.length;
      errors += slow.errors.length;
    }),
    { numRuns: 1500 },
  );
  console.log(format, rows, errors, fastRows);
  expect(Math.min(rows, errors)).toBeGreaterThan(1000);
});

test.each(eventFormats)('%s: a body with bytes changed, added or lost anywhere gives what the slow path gives', async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.array(writtenEvents, { maxLength: 5 }), style, edits, cuts, chunkSizes, async (events, written, changes, places, chunkSize) => {
      await agree(edited(Buffer.from(bodyOf(format, [...events, ...events], written)), changes), format, places, chunkSize);
    }),
    { numRuns: 1500 },
  );
});
