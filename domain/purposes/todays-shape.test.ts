import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { records } from '@/domain/purposes/testing/generated-records';
import { isOfTodaysShape } from '@/domain/purposes/todays-shape';

type Holder = Record<string, unknown>;
const copy = (value: unknown): Holder => JSON.parse(JSON.stringify(value)) as Holder;

/** Every object and list in a value, with each of its names. */
const placesIn = (value: unknown): [Holder, string][] => (typeof value !== 'object' || value === null ? [] : Object.keys(value).flatMap((name): [Holder, string][] => [[value as Holder, name], ...placesIn((value as Holder)[name])]));

/** A record changed in one place: something else put there, something left out, something added. */
const damaged = fc.tuple(records, fc.nat(), fc.constantFrom('put', 'leave out', 'add'), fc.oneof(fc.constantFrom(' x', 'x ', '', 'none', 'not_stated', 'DE', '2026-02-30', 'x'.repeat(5_000), -1, 1.5, null, true), fc.jsonValue())).map(([record, n, how, value]) => {
  const changed = copy(record);
  const places = placesIn(changed);
  const [holder, name] = places[n % places.length] ?? [changed, 'title'];
  if (how === 'put') holder[name] = value;
  else if (how === 'leave out') delete holder[name];
  else holder[`${name}Too`] = value;
  return copy(changed);
});

describe('a record of today’s shape', () => {
  it('is every record that was parsed, as the database gives it back', () => {
    fc.assert(fc.property(records, (record) => isOfTodaysShape(copy(record))));
  });

  it('is given back by parsing as it is, whatever was done to it: nothing slips by', () => {
    let taken = 0;
    fc.assert(fc.property(damaged, (value) => {
      if (!isOfTodaysShape(value)) return;
      taken += 1;
      expect(PurposeRecord.parse(value)).toEqual(value);
    }), { numRuns: 2_000 });
    expect(taken).toBeGreaterThan(0);
  });

  it('is none with a field too few or too many, another kind of value, another code, or what parsing would mend or refuse', () => {
    const basis = { jurisdiction: 'DE', basis: 'consent' };
    const whole = copy(PurposeRecord.parse({ title: 'x', owner: 'y', bases: [basis], recipients: [{ name: 'z', role: 'processor' }] }));
    const [only = {}] = whole.bases as Holder[];
    const { breach: _, ...less } = whole;
    const { interest: __, ...lessBasis } = only;
    const others: unknown[] = [
      null, undefined, 'x', [], {}, less, { ...whole, more: 1 }, { ...whole, title: ' x' }, { ...whole, title: '' }, { ...whole, title: 'x'.repeat(201) }, { ...whole, title: 1 }, { ...whole, kind: 'other' }, { ...whole, dataLinked: 'true' },
      { ...whole, timing: { ...(whole.timing as Holder), start: '2026-02-30' } }, { ...whole, consent: { ...(whole.consent as Holder), grantSteps: -1 } }, { ...whole, bases: [lessBasis] }, { ...whole, bases: [only, only] }, { ...whole, bases: { 0: only } },
      { ...whole, recipients: [{ ...(whole.recipients as Holder[])[0], country: 'de' }] }, { ...whole, jurisdictions: Array.from({ length: 101 }, () => 'DE') },
    ];
    expect(isOfTodaysShape(whole)).toBe(true);
    expect(others.filter(isOfTodaysShape)).toEqual([]);
  });
});
