import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RestingOn, askAgain } from '@/domain/clearance/ask-again';
import { PurposeRecord } from '@/domain/purposes/schemas';
import type { StateInForce } from '@/domain/purposes/states';

const areas = new Map([['DE', 'eea'], ['FR', 'eea']]);
const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const record = (given: object = {}) => PurposeRecord.parse({ title: 'Ads', owner: 'DPO', bases: [{ jurisdiction: 'eea', basis: 'consent' }], dataUses: [{ category: 'IP address' }], recipients: [{ name: 'Meta', role: 'processor', country: 'IE', transfer: { tool: 'none' } }], ...given });
const more = record({ dataUses: [{ category: 'IP address' }, { category: 'Location' }] });
const resting = (given: Partial<RestingOn> = {}): RestingOn => ({ region: 'DE', standing: 'consented', notice: 'old', publishedAt: day(2), people: 7, ...given });
const states: StateInForce[] = [{ version: 1, record: record(), from: day(1) }, { version: 2, record: more, from: day(10) }];

test('answers on a notice from before the change must be asked again; those on one published with the new state are left alone', () => {
  expect(askAgain(states, [resting(), resting({ region: 'FR', people: 2 }), resting({ notice: 'new', publishedAt: day(10), people: 90 })], areas, day(20))).toEqual([
    { notice: 'old', publishedAt: day(2), ground: 'consented', version: 1, current: 2, changes: ['categories'], people: 9 },
  ]);
});

test.each([
  ['a purpose that says more', { description: 'Also for partners.' }, ['purpose']],
  ['another controller', { controller: { name: 'Meta Platforms' } }, ['controller']],
  ['a new recipient', { recipients: [{ name: 'Meta', role: 'processor', country: 'IE', transfer: { tool: 'none' } }, { name: 'Broker', role: 'processor', country: 'IE', transfer: { tool: 'none' } }] }, ['recipients']],
  ['a new transfer', { recipients: [{ name: 'Meta', role: 'processor', country: 'IE', transfer: { tool: 'standard_contractual_clauses' } }] }, ['transfers']],
  ['another basis', { bases: [{ jurisdiction: 'eea', basis: 'contract' }] }, ['bases']],
])('%s is a change that earlier answers do not cover', (_, given, changes) => {
  const standing = changes.includes('bases') ? 'terms_accepted' : 'consented';
  expect(askAgain([{ version: 1, record: record(), from: day(1) }, { version: 2, record: record(given), from: day(10) }], [resting({ standing })], areas, day(20))).toMatchObject([{ changes, people: 7 }]);
});

test('what was only taken away, or reworded in case and punctuation, asks nobody again', () => {
  for (const given of [{ dataUses: [] }, { title: 'ads.' }, { owner: 'Legal' }]) expect(askAgain([{ version: 1, record: record(), from: day(1) }, { version: 2, record: record(given), from: day(10) }], [resting()], areas, day(20))).toEqual([]);
});

test('a change that is approved but not yet in force asks nobody, nor does a notice from before the register', () => {
  expect(askAgain(states, [resting()], areas, day(9))).toEqual([]);
  expect(askAgain([{ version: 2, record: more, from: day(10) }], [resting()], areas, day(20))).toEqual([]);
});

const titles = ['IP address', 'Location', 'Contacts', 'Purchases'];
test('however versions and notices lie in time: those are asked whose notice was told less than is in force, one by one', () => {
  const versions = fc.array(fc.record({ at: fc.integer({ min: 1, max: 28 }), has: fc.subarray(titles) }), { minLength: 1, maxLength: 5 });
  const people = fc.array(fc.record({ region: fc.constantFrom('DE', 'FR', 'US'), publishedAt: fc.integer({ min: 0, max: 28 }), standing: fc.constantFrom('consented', 'terms_accepted', 'shown') }), { maxLength: 30 });
  fc.assert(
    fc.property(versions, people, fc.integer({ min: 1, max: 28 }), (given, told, today) => {
      const own = given.map(({ at, has }, i): StateInForce => ({ version: i + 1, from: day(at), record: record({ dataUses: has.map((category) => ({ category })) }) }));
      const inForce = (at: number) => given.map((one, i) => ({ ...one, version: i + 1 })).filter((one) => one.at <= at).sort((a, b) => a.at - b.at || a.version - b.version).at(-1);
      const asked = told.filter(({ region, publishedAt, standing }) => {
        const [then, now] = [inForce(publishedAt), inForce(today)];
        return region !== 'US' && standing === 'consented' && then !== undefined && now !== undefined && now.has.some((category) => !then.has.includes(category));
      }).length;
      const rows = askAgain(own, told.map(({ publishedAt, ...one }) => ({ ...one, notice: `n-${publishedAt}`, publishedAt: day(publishedAt), people: 1 })), areas, day(today));
      expect(rows.reduce((sum, row) => sum + row.people, 0)).toBe(asked);
    }),
  );
});
