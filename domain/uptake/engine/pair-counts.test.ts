import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairCounts } from '@/domain/uptake/engine/pair-counts';

const pair = fc.tuple(fc.oneof(fc.nat(3), fc.nat(0x7ffffffe)), fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer()), fc.constantFrom(-1, 1, 2));

test('pairs are counted as a map of them counts, however many there are', () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 2_000, size: 'max' }), (added) => {
      const [counts, model] = [new PairCounts(), new Map<string, number>()];
      for (const [first, second, n] of added) {
        counts.add(first, second, n);
        model.set(`${first} ${second}`, (model.get(`${first} ${second}`) ?? 0) + n);
      }
      const told = new Map<string, number>();
      counts.each((first, second, n) => told.set(`${first} ${second}`, n));
      expect(told).toEqual(model);
    }),
    { numRuns: 300 },
  );
});
