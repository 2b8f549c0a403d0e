import { expect, test } from 'vitest';
import { type ChoosingEvent, choicesAt } from '@/domain/uptake/choices';

const event = (given: Partial<ChoosingEvent>): ChoosingEvent => ({ id: 'a', at: 1, type: 'accepted', actor: 'subject', purposes: { ads: true }, onConsentNotice: true, ...given });
const at = (asOf: number, ...events: Partial<ChoosingEvent>[]) => choicesAt(events.map(event), asOf);

test('the last event that names a purpose decides it, whatever the order in which events arrive', () => {
  const events = [{ at: 1 }, { at: 2, id: 'b', purposes: { ads: false, maps: true } }];
  expect(at(9, ...events)).toEqual(at(9, ...events.toReversed()));
  expect(at(9, ...events)).toMatchObject([{ purpose: 'ads', choice: 'refused', event: 'b' }, { purpose: 'maps', choice: 'given' }]);
  expect(at(2, ...events)).toMatchObject([{ purpose: 'ads', choice: 'given', isConsent: true }]);
});

test('equal instants are settled against giving', () => {
  expect(at(9, { type: 'withdrawn', purposes: { ads: false }, id: 'a' }, { id: 'z' })).toMatchObject([{ choice: 'refused', event: 'a' }]);
});

test('only a proven event of the subject or a guardian on a consent notice is consent', () => {
  for (const given of [{ onConsentNotice: false }, { actor: 'staff' }, { actor: 'import' }] as const) expect(at(9, given)).toMatchObject([{ isConsent: false }]);
  expect(at(9, { actor: 'guardian' })).toMatchObject([{ isConsent: true }]);
});

test('a withdrawal, an objection or a closed account without purposes ends every choice', () => {
  for (const type of ['withdrawn', 'objected', 'account_closed'] as const) {
    expect(at(9, {}, { at: 2, id: 'b', type, purposes: null })).toMatchObject([{ choice: 'ended', isConsent: false, isObjection: type === 'objected', event: 'b' }]);
  }
});

test('an acceptance that names no purpose changes none', () => {
  expect(at(9, { purposes: { ads: false } }, { at: 2, purposes: null })).toMatchObject([{ choice: 'refused', at: 1 }]);
});

test('an objection stands until a later event names the purpose true', () => {
  const objected = { type: 'objected', purposes: { ads: false } } as const;
  expect(at(9, objected, { at: 2, purposes: { ads: false } })).toMatchObject([{ isObjection: true }]);
  expect(at(9, objected, { at: 2, purposes: null })).toMatchObject([{ isObjection: true }]);
  expect(at(9, objected, { at: 2, type: 'account_closed', purposes: null })).toMatchObject([{ choice: 'ended', isObjection: true }]);
  expect(at(9, objected, { at: 2 })).toMatchObject([{ choice: 'given', isObjection: false }]);
  expect(at(9, { type: 'objected', purposes: { ads: true } })).toMatchObject([{ choice: 'refused', isObjection: true }]);
});
