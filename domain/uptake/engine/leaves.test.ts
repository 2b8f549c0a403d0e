import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalize } from '@/domain/evidence/canonical';
import { leafHash } from '@/domain/evidence/merkle';
import { epochShift } from '@/domain/uptake/engine/entries';
import { LeafWriter, leafEvent, readGone, writeGone } from '@/domain/uptake/engine/leaves';

const text = fc.string({ maxLength: 12, unit: 'grapheme' });
const event = fc.record({
  subject: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  id: fc.oneof(text.map((id) => ({ id: new TextEncoder().encode(id), isUuid: false })), fc.uint8Array({ minLength: 16, maxLength: 16 }).map((id) => ({ id, isUuid: true }))),
  at: fc.integer({ min: -epochShift, max: 7_258_118_400_000_000 }), cell: fc.nat(2), act: fc.nat(2), line: fc.nat(),
});
const dictionary = fc.record({
  cells: fc.array(fc.record({ region: fc.constantFrom('DE', 'ZZ'), platform: fc.constantFrom('ios', 'web'), channel: fc.constant('email'), appVersion: text, locale: text }), { minLength: 3, maxLength: 3 }),
  acts: fc.array(fc.record({ type: fc.constantFrom('accepted', 'declined'), notice: text, variant: text, actor: fc.constant('subject'), purposes: fc.option(fc.dictionary(fc.constantFrom('ads', '1', '10', 'é', 'B', '2'), fc.boolean())) }), { minLength: 3, maxLength: 3 }),
});

test('what is hashed is the canonical form of what is disclosed, to the byte', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 6 }), dictionary, fc.uint8Array({ minLength: 32, maxLength: 32 }), (events, { cells, acts }, secret) => {
      const words = { cell: (n: number) => cells[n] as never, act: (n: number) => acts[n] as never };
      const origin = { batch: 'b-1', campaign: 'terms "2026"', recordedAt: '2026-01-01T00:00:00.000Z' };
      const writer = new LeafWriter(origin, words);
      for (const { id, ...rest } of events) {
        const one = { ...rest, ...id };
        const disclosed = canonicalize(leafEvent(one, origin, words));
        expect(writer.text(one)).toBe(disclosed);
        expect(writer.leaf(one, Buffer.from(secret))).toEqual(leafHash(Buffer.concat([secret, Buffer.from(disclosed)])));
      }
    }),
  );
});

test('leaves of erased events are kept by place', () => {
  const gone = new Map([[7, Buffer.alloc(32, 7)], [1, Buffer.alloc(32, 1)]]);
  expect([...readGone(writeGone(gone))]).toEqual([[1, Buffer.alloc(32, 1)], [7, Buffer.alloc(32, 7)]]);
});
