import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plantSeeds, puncture, readSeeds, secretAt, secretsOf, writeSeeds } from '@/domain/evidence/secret-tree';

const places = fc.integer({ min: 1, max: 60 }).chain((count) => fc.tuple(fc.constant(count), fc.uniqueArray(fc.nat(count - 1)), fc.uint8Array({ minLength: 32, maxLength: 32 })));

test('each place has its own secret, and destroying some leaves the others as they were', () => {
  fc.assert(
    fc.property(places, ([count, gone, random]) => {
      const whole = plantSeeds(count, Buffer.from(random));
      const before = new Map(secretsOf(whole, count));
      expect([...before.keys()]).toEqual(Array.from({ length: count }, (_, i) => i));
      expect(new Set([...before.values()].map((one) => one.toString('hex'))).size).toBe(count);
      const left = readSeeds(writeSeeds(gone.reduce((seeds, place) => puncture(seeds, place), whole)));
      const after = new Map(secretsOf(left, count));
      expect([...after.keys()]).toEqual([...before.keys()].filter((place) => !gone.includes(place)));
      for (const [place, secret] of before) {
        expect(secretAt(left, place)?.toString('hex')).toBe(gone.includes(place) ? undefined : secret.toString('hex'));
        if (!gone.includes(place)) expect(after.get(place)).toEqual(secret);
      }
    }),
  );
});

test('no node that is left is one above a place that was destroyed: the secret cannot be grown again', () => {
  fc.assert(
    fc.property(places, ([count, gone, random]) => {
      const left = gone.reduce((seeds, place) => puncture(seeds, place), plantSeeds(count, Buffer.from(random)));
      for (const place of gone) expect(left.some(({ level, index }) => Math.floor(place / 2 ** level) === index)).toBe(false);
    }),
  );
});

test('one place of 50,000 costs its path: sixteen siblings', () => {
  expect(puncture(plantSeeds(50_000, Buffer.alloc(32, 1)), 31_234)).toHaveLength(16);
});
