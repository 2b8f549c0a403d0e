import { expect, test } from 'vitest';
import { consentFactsOf } from '@/domain/findings/consent-facts-of';
import { noConsents } from '@/domain/findings/purpose-facts';
import { PurposeRecord } from '@/domain/purposes/schemas';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const record = PurposeRecord.parse({ title: 'Ads', owner: 'DPO' });
const states = [{ version: 1, record, from: day(1) }, { version: 3, record, from: day(10) }];

test('a purpose no campaign asks about has no consents', () => {
  expect(consentFactsOf('ads', [], states, day(20))).toEqual(noConsents);
});

test('answers that name the purpose are counted by what is wrong with them, over all campaigns', () => {
  const named = [
    { measure: 'consent_on_terms', purposes: ['ads'], n: 2 }, { measure: 'consent_on_terms', purposes: ['research'], n: 90 }, { measure: 'consents_without_proof', purposes: ['ads', 'research'], n: 3 }, { measure: 'consents_by_others', purposes: ['ads'], n: 4 },
  ];
  expect(consentFactsOf('ads', [{ named, standing: [] }, { named, standing: [] }], states, day(20))).toMatchObject({ onOtherNature: 4, unproven: 6, byOthers: 8 });
});

test('several purposes given by one answer are a bundle, unless others in that campaign told the same purposes apart', () => {
  const bundle = { measure: 'bundled_consents', purposes: ['ads', 'research', 'safety'], n: 7 };
  expect(consentFactsOf('ads', [{ named: [bundle], standing: [] }], states, day(20)).bundled).toEqual({ people: 7, purposes: 3 });
  expect(consentFactsOf('ads', [{ named: [bundle, { ...bundle, measure: 'separate_choices', n: 1 }], standing: [] }], states, day(20)).bundled).toEqual({ people: 0, purposes: 0 });
  expect(consentFactsOf('other', [{ named: [bundle], standing: [] }], states, day(20)).bundled).toEqual({ people: 0, purposes: 0 });
});

test('consents on a notice published under an earlier version are told by that version; those under the present one are not', () => {
  const standing = [{ purpose: 'ads', publishedAt: day(2), people: 5 }, { purpose: 'ads', publishedAt: day(9), people: 1 }, { purpose: 'ads', publishedAt: day(10), people: 80 }, { purpose: 'research', publishedAt: day(2), people: 9 }];
  expect(consentFactsOf('ads', [{ named: [], standing }], states, day(20)).underEarlier).toEqual([{ version: 1, record, people: 6 }]);
  expect(consentFactsOf('ads', [{ named: [], standing: standing.slice(0, 1) }], states, day(5)).underEarlier).toEqual([]);
});
