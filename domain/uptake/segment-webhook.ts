import { createHmac, timingSafeEqual } from 'node:crypto';
import { invalid } from '@/domain/errors';
import type { SegmentMapping } from '@/domain/uptake/schemas';

/** One event of a delivery as the campaign reads it; null where its mapping does not name it. */
export type Mapped = Record<string, unknown> | null;

/** The events of a delivery: one object, an object with a `batch`, or an array. Throws `invalid` for anything else. */
export function deliveredEvents(body: Buffer): unknown[] {
  let payload: unknown;
  try {
    payload = JSON.parse(body.toString('utf8'));
  } catch {
    throw invalid('The body is not JSON.', [], 'not_json');
  }
  if (Array.isArray(payload)) return payload;
  if (typeof payload !== 'object' || payload === null) throw invalid('Send one event, an array of events, or an object with a batch of them.', [], 'not_an_event');
  return 'batch' in payload && Array.isArray(payload.batch) ? payload.batch : [payload];
}

/**
 * Whether the delivery bears the HMAC-SHA-1 of its body in hex, as Segment signs it. Of a delivery of several events Segment signs
 * the first one only, so that is taken too: it then vouches for whoever sent it, not for the others' content.
 */
export function isSigned(body: Buffer, signature: string | null, secret: string): boolean {
  if (!/^[0-9a-f]{40}$/i.test(signature ?? '')) return false;
  const given = Buffer.from(signature ?? '', 'hex');
  const fits = (text: string | Buffer) => timingSafeEqual(createHmac('sha1', secret).update(text).digest(), given);
  if (fits(body)) return true;
  const events = deliveredEvents(body);
  return events.length > 1 && fits(JSON.stringify(events[0]));
}

/** The event of section 2 that a track event becomes, unchecked; null for other calls and for names the mapping does not hold. */
export function mapSegmentEvent(raw: unknown, mapping: SegmentMapping): Mapped {
  if (at(raw, ['type']) !== 'track') return null;
  const name = at(raw, ['event']);
  const given = typeof name === 'string' && Object.hasOwn(mapping.events, name) ? mapping.events[name] : undefined;
  if (!given) return null;
  const found = Object.entries(mapping.fields).map(([field, source]) => [field, source && valueOf(raw, source)]);
  const subject = mapping.subject.map((path) => asText(at(raw, path.split('.')))).find((value) => value !== undefined && value !== '');
  return { ...Object.fromEntries(found.filter(([, value]) => value !== undefined)), ...given, id: asText(at(raw, ['messageId'])), subject, occurred_at: at(raw, ['timestamp']) };
}

function valueOf(raw: unknown, source: NonNullable<SegmentMapping['fields'][keyof SegmentMapping['fields']]>): unknown {
  const value = source.path === undefined ? undefined : asText(at(raw, source.path.split('.')));
  if (value === undefined || value === '') return source.default;
  if (source.values === undefined || typeof value !== 'string') return value;
  return Object.hasOwn(source.values, value) ? source.values[value] : (source.default ?? value);
}

/** What stands at the end of the names, own properties only. */
function at(raw: unknown, names: string[]): unknown {
  return names.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined), raw);
}

/** Numbers and truth values as text: an app version of 2.1 is one. */
const asText = (value: unknown): unknown => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : (value ?? undefined));
