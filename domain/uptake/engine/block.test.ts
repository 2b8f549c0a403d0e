import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToBlock, blockDays, blockHalves, scanBlock, sumBlock, sumSteps } from '@/domain/uptake/engine/block';
import { Changes } from '@/domain/uptake/engine/changes';
import { halfParts } from '@/domain/uptake/engine/moves';
import { type Line, asOlderBlock, olderBlock } from '@/domain/uptake/testing/older-block';

const changesOf = (lines: Line[], block: number, steps: number): Changes => {
  const changes = new Changes();
  for (const { sub, code, opening, values } of lines) {
    if (opening !== 0) changes.add(sub * 256 + code, block * steps - 1, opening);
    for (const [step, n] of values) changes.add(sub * 256 + code, block * steps + step, n);
  }
  return changes;
};
const told = (bytes: Uint8Array) => {
  const all: number[][] = [];
  scanBlock(bytes, (...line) => all.push(line));
  return all;
};
const sums = (bytes: Uint8Array, offset: number) => {
  const all: number[][] = [];
  sumBlock(bytes, offset, (...line) => all.push(line));
  return all;
};
const changed = (bytes: Uint8Array, from: number, to: number) => {
  const all: number[][] = [];
  sumSteps(bytes, from, to, (...line) => all.push(line));
  return all;
};
const between = (lines: Line[], from: number, to: number) =>
  lines.map(({ sub, code, values }) => [sub, code, [...values].reduce((sum, [step, n]) => (step >= from && step < to ? sum + n : sum), 0)]).filter(([, , n]) => n !== 0);

const number = fc.oneof(fc.constantFrom(1, -1, 63, -64, 64, -65, 8_191, 1_048_575, -1_048_577, 134_217_727, 134_217_728, -134_217_729, 2_000_000_000), fc.integer({ min: -300, max: 300 })).filter((n) => n !== 0);
const linesOf = (steps: number): fc.Arbitrary<Line[]> =>
  fc
    .uniqueArray(
      fc.record({
        sub: fc.oneof(fc.nat(5), fc.constantFrom(127, 128, 20_000)), code: fc.constantFrom(0, 1, 127, 128, 255), opening: fc.oneof(fc.constant(0), number),
        values: fc.uniqueArray(fc.tuple(fc.nat(steps - 1), number), { selector: ([step]) => step, maxLength: steps }).map((all) => new Map(all.sort(([a], [b]) => a - b))),
      }),
      { selector: ({ sub, code }) => sub * 256 + code, maxLength: 12 },
    )
    .map((lines) => lines.filter(({ opening, values }) => opening !== 0 || values.size > 0).sort((a, b) => a.sub * 256 + a.code - (b.sub * 256 + b.code)));
const blocks = fc.constantFrom(blockDays, blockHalves, halfParts, 16).chain((steps) => fc.record({ steps: fc.constant(steps), block: fc.nat(3), held: linesOf(steps), more: linesOf(steps) }));

test('a block says what it was made of, line by line and summed to any step, in this form and in that of the release before', () => {
  fc.assert(
    fc.property(blocks, fc.nat(20), fc.nat(20), ({ steps, block, held }, offset, first) => {
      const made = addToBlock(new Uint8Array(), block, changesOf(held, block, steps), steps);
      const lines = held.flatMap(({ sub, code, opening, values }) => [...(opening === 0 ? [] : [[sub, code, -1, opening]]), ...[...values].map(([step, n]) => [sub, code, step, n])]);
      const standing = held.map(({ sub, code, opening, values }) => [sub, code, [...values].reduce((sum, [step, n]) => (step <= offset ? sum + n : sum), opening)]).filter(([, , n]) => n !== 0);
      for (const bytes of [made, olderBlock(held)]) {
        expect(told(bytes)).toEqual(lines);
        expect(sums(bytes, offset)).toEqual(standing);
        expect(changed(bytes, first, offset)).toEqual(between(held, first, offset));
        expect(sums(bytes, 1_000)).toEqual(sums(bytes, steps));
      }
      expect(asOlderBlock(made)).toEqual(olderBlock(held));
      expect(made.length).toBeLessThanOrEqual(olderBlock(held).length + held.length);
    }),
    { numRuns: 3_000 },
  );
});

test('what is added to a block of the release before gives the sums that it gives in this form', () => {
  fc.assert(
    fc.property(blocks, ({ steps, block, held, more }) => {
      const changes = changesOf(more, block, steps);
      const [older, newer] = [olderBlock(held), addToBlock(new Uint8Array(), block, changesOf(held, block, steps), steps)].map((bytes) => addToBlock(bytes, block, changes, steps));
      expect(told(older ?? Buffer.alloc(0))).toEqual(told(newer ?? Buffer.alloc(0)));
      const backwards = new Changes();
      for (let i = 0; i < changes.length; i += 1) backwards.add(changes.lines[i] ?? 0, changes.steps[i] ?? 0, -(changes.counts[i] ?? 0));
      expect(addToBlock(newer ?? Buffer.alloc(0), block, backwards, steps)).toEqual(addToBlock(new Uint8Array(), block, changesOf(held, block, steps), steps));
    }),
    { numRuns: 3_000 },
  );
});

test('a block that is cut short is refused, not read as something else', () => {
  const made = addToBlock(new Uint8Array(), 0, changesOf([{ sub: 3, code: 1, opening: 700, values: new Map([[0, 900], [5, -1], [15, 70]]) }], 0, blockHalves), blockHalves);
  for (let end = 1; end < made.length; end += 1) {
    expect(() => told(made.subarray(0, end)), `${end} bytes`).toThrow(RangeError);
    expect(() => sums(made.subarray(0, end), 3), `${end} bytes`).toThrow(RangeError);
  }
});
