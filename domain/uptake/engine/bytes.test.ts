import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';

const edges = [0, 127, 128, 16_383, 16_384, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 52, Number.MAX_SAFE_INTEGER];
const whole = fc.oneof(fc.constantFrom(...edges), fc.maxSafeNat());
const written = fc.oneof(
  fc.record({ kind: fc.constant('uint' as const), value: whole }),
  fc.record({ kind: fc.constant('int' as const), value: fc.oneof(fc.constantFrom(...edges.slice(0, -1).flatMap((edge) => [edge, -edge - 1])), fc.integer({ min: -(2 ** 52), max: 2 ** 52 })).map((value) => Math.max(-(2 ** 52), Math.min(2 ** 52 - 1, value))) }),
  fc.record({ kind: fc.constant('seven' as const), value: whole }),
  fc.record({ kind: fc.constant('bytes' as const), value: fc.uint8Array({ maxLength: 200 }) }),
);

test('what was written is read again: integers up to 2^53 − 1, and bytes of any length', () => {
  fc.assert(
    fc.property(fc.array(written, { maxLength: 40 }), (all) => {
      const out = new ByteWriter(1);
      for (const one of all) {
        if (one.kind === 'bytes') {
          out.uint(one.value.length);
          out.bytes(Uint8Array.from([7, ...one.value, 7]), 1, one.value.length + 1);
        } else out[one.kind](one.value);
      }
      const from = new ByteReader(out.take());
      for (const one of all) {
        if (one.kind === 'bytes') expect(Buffer.from(from.bytes(from.uint())).equals(one.value)).toBe(true);
        else expect(from[one.kind]()).toBe(one.value);
      }
      expect(from.isDone).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
