import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantText, parseInstant } from '@/domain/uptake/instant';

test.each([
  ['2021-02-08T23:59:59.5+01:00', '2021-02-08T22:59:59.500000Z'],
  ['2021-02-09t00:00:00z', '2021-02-09T00:00:00.000000Z'],
  ['2021-02-09T00:00:00-00:00', '2021-02-09T00:00:00.000000Z'],
  ['2021-03-01T00:00:00+23:59', '2021-02-28T00:01:00.000000Z'],
  ['2024-02-29T12:00:00.1234567Z', '2024-02-29T12:00:00.123456Z'],
  ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999999Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000000Z'],
])('%s is %s', (text, utc) => expect(parseInstant(text)).toMatchObject({ text: utc }));

test.each([
  '2021-02-29T00:00:00Z', '2021-04-31T00:00:00Z', '2021-13-01T00:00:00Z', '2021-00-01T00:00:00Z', '2021-01-00T00:00:00Z', '2021-01-01T24:00:00Z', '2021-01-01T23:59:60Z', '2021-01-01T00:60:00Z',
  '2021-01-01T00:00:00+24:00', '2021-01-01T00:00:00+00:60', '2021-01-01T00:00:00+0100', '2021-01-01 00:00:00Z', '2021-01-01', '20210101T000000Z', '2021-1-1T00:00:00Z', '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01', '2021-01-01T00:00:00.Z', ' 2021-01-01T00:00:00Z', '',
])('%j is no instant', (text) => expect(parseInstant(text)).toBe('invalid'));

test('an offset is needed', () => expect(parseInstant('2021-01-01T00:00:00.5')).toBe('no_offset'));

test('an instant written with any offset and any number of digits comes back, finer digits cut', () => {
  const instant = fc.record({
    seconds: fc.integer({ min: -62_135_596_800 + 86_400, max: 253_402_300_799 - 86_400 }),
    fraction: fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 12 }),
    offset: fc.integer({ min: -1439, max: 1439 }),
  });
  fc.assert(
    fc.property(instant, ({ seconds, fraction, offset }) => {
      const local = new Date((seconds + offset * 60) * 1000).toISOString().slice(0, 19);
      const clock = `${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}:${String(Math.abs(offset) % 60).padStart(2, '0')}`;
      const written = `${local}${fraction && `.${fraction}`}${offset < 0 ? '-' : '+'}${clock}`;
      const micros = fraction.slice(0, 6).padEnd(6, '0');
      const parsed = parseInstant(written);
      expect(parsed).toEqual({ micros: BigInt(seconds) * 1_000_000n + BigInt(micros), text: `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${micros}Z` });
      if (typeof parsed === 'object') expect(parseInstant(parsed.text)).toEqual(parsed);
    }),
  );
});

test('an instant written out reads back as the same microsecond, also before 1970', () => {
  for (const micros of [0, 1, -1, 999, 1_612_828_800_000_001, -2_208_988_800_000_000, -2_208_988_799_999_999]) expect(parseInstant(instantText(micros))).toMatchObject({ micros: BigInt(micros) });
});
