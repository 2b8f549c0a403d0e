import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInstant } from '@/domain/uptake/instant';
import { gregorian, readMicros } from '@/domain/uptake/scan/instant-bytes';
import { instants } from '@/domain/uptake/testing/written-events';

const read = (text: string, months?: Int32Array) => {
  const bytes = Buffer.from(`9${text}9`, 'latin1');
  return readMicros(bytes, 1, bytes.length - 1, months);
};
const byTheRule = (text: string) => {
  const parsed = parseInstant(text);
  return typeof parsed === 'string' ? NaN : Number(parsed.micros);
};
const julian = Int32Array.from(gregorian, (start, month) => start + (month >= 2 ? 1 : 0) + (month >= 2402 ? 1 : 0));

/** The property: a number is the right number, and no number is given up on within the years it is for. */
const agrees = (months: Int32Array) =>
  fc.property(instants, (text) => {
    const year = Number(text.slice(0, 4));
    const micros = read(text, months);
    if (!Number.isNaN(micros) || (year >= 1900 && year < 2200 && text.length <= 64)) expect(micros).toBe(byTheRule(text));
  });

test('an instant read from bytes is the instant the rule gives, whatever offset and digits it has', () => fc.assert(agrees(gregorian), { numRuns: 20_000 }));

test('the leap days of the Julian calendar are found out', () => {
  expect(fc.check(agrees(julian), { numRuns: 20_000 }).failed).toBe(true);
});

test('every day from 1900 to 2199 has its number; the days beside them and what is too long are left to the rule', () => {
  for (let day = Date.UTC(1900, 0); day < Date.UTC(2200, 0); day += 86_400_000) {
    const text = new Date(day).toISOString();
    if (read(text) !== day * 1000) expect(text).toBe('read');
  }
  for (const text of ['1899-12-31T23:59:59Z', '2200-01-01T00:00:00Z', '1900-02-29T00:00:00Z', '2100-02-29T00:00:00Z', '2021-02-29T00:00:00Z', '2021-04-31T00:00:00Z', `2021-04-30T00:00:00.${'0'.repeat(45)}Z`]) expect(read(text)).toBeNaN();
});

test('a byte out of its place is never read over', () => {
  const change = fc.record({ text: instants, place: fc.nat(40), byte: fc.integer({ min: 0x20, max: 0x7e }) });
  fc.assert(
    fc.property(change, ({ text, place, byte }) => {
      const at = place % text.length;
      const changed = `${text.slice(0, at)}${String.fromCharCode(byte)}${text.slice(at + 1)}`;
      const micros = read(changed);
      if (!Number.isNaN(micros)) expect(micros).toBe(byTheRule(changed));
    }),
    { numRuns: 20_000 },
  );
});
