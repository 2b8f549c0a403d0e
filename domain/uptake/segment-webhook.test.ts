import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { SegmentMapping } from '@/domain/uptake/schemas';
import { deliveredEvents, isSigned, mapSegmentEvent } from '@/domain/uptake/segment-webhook';

const mapping = SegmentMapping.parse({
  events: {
    'Terms Accepted': { type: 'accepted' },
    'Ads Consent Given': { type: 'accepted', notice: 'ads-consent-1', purposes: { ads: true } },
    'Terms Mailed': { type: 'delivered', channel: 'email', platform: 'other' },
  },
  fields: {
    region: { path: 'context.location.country', values: { Germany: 'DE', France: 'FR' }, default: 'ZZ' },
    platform: { path: 'context.device.type', default: 'web' },
    channel: { default: 'in_app' },
    app_version: { path: 'context.app.version' },
    notice: { path: 'properties.notice' },
    purposes: { path: 'properties.purposes' },
  },
});
const track = (given: object = {}) => ({
  type: 'track', event: 'Terms Accepted', messageId: 'm-1', userId: 'ann', timestamp: '2026-01-06T12:00:00.000Z',
  properties: { notice: 'terms-eu-en-1' }, context: { location: { country: 'Germany' }, device: { type: 'ios' }, app: { version: 2.1 } }, ...given,
});
const plain = { id: 'm-1', subject: 'ann', type: 'accepted', occurred_at: '2026-01-06T12:00:00.000Z', region: 'DE', platform: 'ios', channel: 'in_app', app_version: '2.1', notice: 'terms-eu-en-1' };

test('a track event becomes the event its mapping says', () => {
  expect(mapSegmentEvent(track(), mapping)).toEqual(plain);
});

test('what an event\'s own entry gives goes before the paths', () => {
  expect(mapSegmentEvent(track({ event: 'Ads Consent Given' }), mapping)).toEqual({ ...plain, notice: 'ads-consent-1', purposes: { ads: true } });
  expect(mapSegmentEvent(track({ event: 'Terms Mailed' }), mapping)).toEqual({ ...plain, type: 'delivered', channel: 'email', platform: 'other' });
});

test('a value that is missing or not among the known ones falls to the default', () => {
  expect(mapSegmentEvent(track({ context: { location: { country: 'Atlantis' } } }), mapping)).toMatchObject({ region: 'ZZ', platform: 'web' });
  expect(mapSegmentEvent(track({ context: null, properties: 7 }), mapping)).toMatchObject({ region: 'ZZ', platform: 'web' });
});

test('the first identifier that is there is the subject', () => {
  expect(mapSegmentEvent(track({ userId: null, anonymousId: 'a-1' }), mapping)).toMatchObject({ subject: 'a-1' });
  expect(mapSegmentEvent(track({ userId: 42 }), mapping)).toMatchObject({ subject: '42' });
  expect(mapSegmentEvent(track({ userId: undefined }), mapping)?.subject).toBeUndefined();
});

test('purposes come through as the object they are', () => {
  expect(mapSegmentEvent(track({ properties: { purposes: { ads: false } } }), mapping)).toMatchObject({ purposes: { ads: false } });
});

test('calls that are no track events, names that are not mapped and names of the language are ignored', () => {
  for (const given of [{ type: 'identify' }, { type: 'page' }, { event: 'Order Completed' }, { event: 'constructor' }, { event: '__proto__' }, { event: 7 }]) expect(mapSegmentEvent(track(given), mapping)).toBeNull();
});

test('a path reads own properties only', () => {
  const odd = SegmentMapping.parse({ events: { x: { type: 'accepted' } }, fields: { region: { path: 'constructor.name', default: 'ZZ' }, platform: { default: 'web' }, channel: { path: 'properties.toString', default: 'web' } } });
  expect(mapSegmentEvent({ type: 'track', event: 'x', properties: {} }, odd)).toMatchObject({ region: 'ZZ', channel: 'web' });
});

test('a delivery is one event, an array, or an object with a batch', () => {
  expect(deliveredEvents(Buffer.from('{"type":"track"}'))).toEqual([{ type: 'track' }]);
  expect(deliveredEvents(Buffer.from('[1,2]'))).toEqual([1, 2]);
  expect(deliveredEvents(Buffer.from('{"batch":[{"a":1}]}'))).toEqual([{ a: 1 }]);
  expect(() => deliveredEvents(Buffer.from('x'))).toThrow('not JSON');
  expect(() => deliveredEvents(Buffer.from('7'))).toThrow('Send one event');
});

test('a signature fits its own body and secret only; of several events the first may be the signed one', () => {
  const sign = (text: string, secret = 'shared') => createHmac('sha1', secret).update(text).digest('hex');
  const body = JSON.stringify(track());
  expect(isSigned(Buffer.from(body), sign(body), 'shared')).toBe(true);
  expect(isSigned(Buffer.from(body), sign(body).toUpperCase(), 'shared')).toBe(true);
  expect(isSigned(Buffer.from(body), sign(body, 'other'), 'shared')).toBe(false);
  expect(isSigned(Buffer.from(`${body} `), sign(body), 'shared')).toBe(false);
  for (const signature of [null, '', 'sha1', sign(body).slice(2)]) expect(isSigned(Buffer.from(body), signature, 'shared')).toBe(false);
  const several = JSON.stringify([track(), track({ messageId: 'm-2' })]);
  expect(isSigned(Buffer.from(several), sign(several), 'shared')).toBe(true);
  expect(isSigned(Buffer.from(several), sign(body), 'shared')).toBe(true);
  expect(isSigned(Buffer.from(several), sign(JSON.stringify(track({ messageId: 'm-2' }))), 'shared')).toBe(false);
});

test('a mapping that leaves a needed field open, names no event or has a path of odd form is refused', () => {
  const refused = (given: object) => SegmentMapping.safeParse(given).error?.issues.map(({ path }) => path.join('.'));
  const event = { type: 'accepted', region: 'DE', platform: 'web', channel: 'web' };
  expect(SegmentMapping.safeParse({ events: { x: event } }).success).toBe(true);
  expect(refused({ events: { x: event, y: { type: 'declined', region: 'DE' } } })).toEqual(['fields.platform', 'fields.channel']);
  expect(refused({ events: {} })).toEqual(['events']);
  expect(refused({ events: { x: { ...event, type: 'consented' } } })).toEqual(['events.x.type']);
  expect(refused({ events: { x: event }, fields: { locale: { path: 'a..b' } } })).toEqual(['fields.locale.path']);
  expect(refused({ events: { x: event }, fields: { locale: {} } })).toEqual(['fields.locale']);
});
