import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDigest } from '@/domain/uptake/event';
import { parseEvent } from '@/domain/uptake/parse-event';
import { answerTypes, eventTypes } from '@/domain/uptake/vocabulary';

const now = new Date('2026-03-01T12:00:00Z');
const least = { id: 'e1', subject: 'ann@example.org', type: 'accepted', occurred_at: '2026-02-01T12:00:00+01:00', region: 'DE', platform: 'ios', channel: 'in_app' };
const parsed = (given: Record<string, unknown>) => parseEvent({ ...least, ...given }, now);
const refusal = (given: Record<string, unknown>) => {
  const { error } = parsed(given);
  return error && `${error.field ?? '-'} ${error.code}`;
};

test('the least an event needs, with everything else as its default', () => {
  expect(parseEvent(least, now).event).toEqual({
    id: 'e1', subject: 'ann@example.org', type: 'accepted', occurredAt: '2026-02-01T11:00:00.000000Z', notice: '', region: 'DE', platform: 'ios', channel: 'in_app',
    appVersion: '', locale: '', variant: '', actor: 'subject', purposes: null,
  });
});

test.each(Object.keys(least))('%s is needed', (field) => {
  for (const nothing of [undefined, null, '']) expect(refusal({ [field]: nothing })).toBe(`${field} required`);
});

test.each([
  ['id', 'x'.repeat(65)], ['id', 7], ['id', 'a\u0000b'], ['id', '\ud800'], ['subject', 'x'.repeat(257)], ['subject', ['a']], ['subject', 'a\nb'],
  ['type', 'consented'], ['type', 'Accepted'], ['type', 'x'.repeat(40)], ['occurred_at', '2026-02-30T00:00:00Z'], ['occurred_at', 1_700_000_000], ['notice', 'x'.repeat(129)],
  ['region', 'de'], ['region', 'DEU'], ['region', 'D1'], ['platform', 'symbian'], ['channel', 'pigeon'], ['app_version', 'x'.repeat(33)], ['variant', 'x'.repeat(33)],
  ['locale', 'de_AT'], ['locale', 'x'], ['locale', 'a'.repeat(36)], ['actor', 'robot'], ['purposes', 'ads'], ['purposes', [true]], ['purposes', { ads: 'yes' }], ['purposes', { '': true }],
  ['purposes', { 'a b': true }], ['purposes', Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`p${i}`, true]))],
])('%s refuses what it may not be (%#)', (field, value) => expect(refusal({ [field]: value })).toBe(`${field} invalid`));

test.each([
  ['id', 'x'.repeat(64)], ['id', '\u{1F600}'.repeat(64)], ['subject', 'x'.repeat(256)], ['region', 'ZZ'], ['app_version', 'x'.repeat(32)], ['variant', 'two buttons'], ['locale', 'zh-Hant-TW'],
  ['actor', 'guardian'], ['actor', null], ['purposes', null], ['purposes', {}], ['purposes', { ads: true, 'a.b-c_1': false }], ['notice', 'terms 3'],
])('%s takes what it may be (%#)', (field, value) => expect(parsed({ [field]: value }).error).toBeUndefined());

test.each(['id', 'subject', 'notice', 'app_version', 'locale', 'variant', 'actor', 'purposes'])('half a surrogate pair in %s is refused: as UTF-8 it would be like any other half', (field) => {
  for (const half of ['\\ud800', '\\udfff', '\\udc00\\ud800']) expect(refusal({ [field]: JSON.parse(field === 'purposes' ? `{"a${half}":true}` : `"a${half}"`) })).toBe(`${field} invalid`);
});

test('purposes stand on answers only', () => {
  for (const type of eventTypes) expect(refusal({ type, purposes: { ads: true } })).toBe(answerTypes.some((answer) => answer === type) ? undefined : 'purposes invalid');
});

test('an instant without offset, and one more than five minutes ahead, are refused by their own codes', () => {
  expect(refusal({ occurred_at: '2026-02-01T12:00:00' })).toBe('occurred_at no_offset');
  expect(refusal({ occurred_at: '2026-03-01T12:05:00Z' })).toBeUndefined();
  expect(refusal({ occurred_at: '2026-03-01T12:05:00.000001Z' })).toBe('occurred_at in_future');
});

test('an instant before 1900 is refused, whatever its offset', () => {
  expect(refusal({ occurred_at: '1900-01-01T00:00:00Z' })).toBeUndefined();
  expect(refusal({ occurred_at: '1899-12-31T23:00:00-01:00' })).toBeUndefined();
  expect(parsed({ occurred_at: '1900-01-01T00:59:59+01:00' }).error).toEqual({ field: 'occurred_at', code: 'invalid', message: 'occurred_at lies before 1900-01-01T00:00:00Z.' });
});

test('what is no object, and a field that does not exist', () => {
  for (const raw of [null, 1, 'x', [], [least]]) expect(parseEvent(raw, now).error).toMatchObject({ field: null, code: 'not_an_object' });
  expect(parsed({ ocurred_at: 'x' }).error).toMatchObject({ field: null, code: 'unknown_field', message: expect.stringContaining('Field number 8 ') });
  expect(refusal(JSON.parse('{"__proto__": 1}'))).toBe('- unknown_field');
});

test('no message and no field name ever repeats what was sent', () => {
  const secret = 'Zq7-secret';
  const value = fc.oneof(fc.constantFrom<unknown>(secret, `${secret}@example.org`, { [secret]: secret }, [secret], secret.repeat(40), 3, null), fc.string());
  const field = fc.oneof(fc.constantFrom(...Object.keys(least), 'notice', 'app_version', 'locale', 'variant', 'actor', 'purposes'), fc.constant(secret));
  fc.assert(
    fc.property(fc.dictionary(field, value, { minKeys: 1 }), (given) => {
      expect(JSON.stringify(parsed(given).error ?? null)).not.toContain(secret);
    }),
    { numRuns: 500 },
  );
});

test('the same content has the same digest however it is written, and any other another', () => {
  const digest = (given: Record<string, unknown>) => {
    const { event } = parsed(given);
    if (!event) throw new Error('not an event');
    return contentDigest(event).toString('hex');
  };
  const own = digest({});
  for (const same of [{ id: 'e2' }, { subject: 'bob' }, { occurred_at: '2026-02-01T11:00:00.0000009Z' }, { actor: 'subject' }, { locale: '' }, { notice: null }]) expect(digest(same)).toBe(own);
  const others = [{ type: 'declined' }, { occurred_at: '2026-02-01T11:00:00.000001Z' }, { region: 'FR' }, { actor: 'import' }, { purposes: {} }, { purposes: { ads: true } }, { notice: 'x' }, { variant: 'x' }];
  expect(new Set([own, ...others.map(digest)]).size).toBe(others.length + 1);
  expect(digest({ notice: 'AB'.repeat(32) })).toBe(digest({ notice: 'ab'.repeat(32) }));
  expect(digest({ purposes: { a: true, b: false } })).toBe(digest({ purposes: { b: false, a: true } }));
});
