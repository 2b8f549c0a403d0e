import { expect, test } from 'vitest';
import { Holders } from '@/domain/uptake/engine/holders';

const subject = (n: number) => Buffer.alloc(16, n);
const event = (n: number, given: Partial<{ at: number; cell: number; act: number; id: string }> = {}) => ({ subject: subject(n), at: 1, cell: 2, act: 3, isUuid: false, line: 0, ...given, id: Buffer.from(given.id ?? 'a') });

test('the first segment that holds the very same event of the same subject is named', () => {
  const holders = new Holders();
  holders.want(event(1));
  holders.want(event(1, { id: 'b' }));
  holders.want(event(2));
  for (const other of [event(3), event(1, { at: 9 }), event(1, { cell: 9 }), event(1, { act: 9 }), event(1, { id: 'A' }), { ...event(1), isUuid: true }]) holders.see(other, 4);
  expect(holders.of(subject(1), event(1))).toBeNull();
  holders.see(event(1), 5);
  holders.see(event(1), 6);
  expect(holders.of(Buffer.concat([subject(1), subject(9)]), event(1))).toBe(5);
  expect(holders.of(subject(1), event(1, { id: 'b' }))).toBeNull();
  expect(holders.of(subject(2), event(2))).toBeNull();
  expect(holders.of(subject(3), event(3))).toBeNull();
});

test('the subjects asked about are named once, in the order of their keys', () => {
  const holders = new Holders();
  for (const n of [200, 1, 200, 16]) holders.want(event(n));
  expect(holders.subjects()).toEqual(['01010101-0101-0101-0101-010101010101', '10101010-1010-1010-1010-101010101010', 'c8c8c8c8-c8c8-c8c8-c8c8-c8c8c8c8c8c8']);
});
