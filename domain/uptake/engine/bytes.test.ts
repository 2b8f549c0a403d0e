import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, ByteWriter, signedSmall, sizeOf, uintAt } from '@/domain/uptake/engine/bytes';

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

test('an integer of at most four bytes is read where it stands, and of a longer one it is said that it is longer', () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...edges, 2 ** 21 - 1, 2 ** 21, 2 ** 28 - 1, 2 ** 28), fc.nat(2 ** 29), fc.maxSafeNat()), fc.uint8Array({ maxLength: 3 }), (value, before) => {
      const out = new ByteWriter(1);
      out.bytes(before);
      out.uint(value);
      const bytes = out.take();
      const found = uintAt(bytes, before.length);
      expect(found).toBe(value < 2 ** 28 ? value : -1);
      if (found < 0) return;
      expect(sizeOf(found)).toBe(bytes.length - before.length);
      expect(signedSmall(found)).toBe(new ByteReader(bytes, before.length).int());
    }),
    { numRuns: 2_000 },
  );
});
