import { type Actor, permit } from '@/domain/access/permissions';
import { type Clock, systemClock } from '@/domain/clock';
import { DomainError } from '@/domain/errors';
import { type ImportAnswer, importEvents } from '@/domain/uptake/commands/import-events';
import { mappingForDelivery } from '@/domain/uptake/segment-queries';
import { deliveredEvents, isSigned, mapSegmentEvent } from '@/domain/uptake/segment-webhook';
import { readEnvironment } from '@/env';

export type SegmentDelivery = { /** Null: the only campaign that has a mapping. */ campaign: string | null; body: Buffer; /** The header x-signature. */ signature: string | null };
/** As of an import, `line` being the event's place in the delivery, and how many events the mapping does not name. No batch when none was left. */
export type SegmentAnswer = Omit<ImportAnswer, 'batch'> & { campaign: string; batch: string | null; ignored: number };

/**
 * Takes a delivery of Segment's webhooks: track events that the campaign's mapping names go the way of every import, the others are
 * counted as ignored. The same delivery again is duplicates. Throws `unauthenticated` when a secret is set and the signature does
 * not fit, `invalid` for what is no delivery, `conflict` for a campaign without a mapping.
 */
export async function ingestSegment(actor: Actor, { campaign: named, body, signature }: SegmentDelivery, clock: Clock = systemClock): Promise<SegmentAnswer> {
  permit(actor, 'events:write');
  const { segmentSecret } = readEnvironment();
  if (segmentSecret !== null && !isSigned(body, signature, segmentSecret)) {
    throw new DomainError('unauthenticated', 'The header x-signature is not the HMAC-SHA-1 of this body under the shared secret.', { detail: 'signature' });
  }
  const events = deliveredEvents(body);
  const { campaign, mapping } = await mappingForDelivery(actor, named);
  const lines = events.map((event) => (typeof event === 'object' && event !== null ? mapSegmentEvent(event, mapping) : event));
  const ignored = lines.filter((line) => line === null).length;
  if (ignored === lines.length) return { campaign, batch: null, received: events.length, ignored, stored: 0, duplicates: 0, rejected: 0, errors: [] };
  // An ignored event leaves an empty line, so that the numbers of lines are places in the delivery.
  const text = lines.map((line) => (line === null ? '' : JSON.stringify(line))).join('\n');
  const answer = await importEvents(actor, { campaign, format: 'ndjson', source: `Segment, key ${actor.id}` }, piecesOf(text), { clock });
  return { ...answer, campaign, received: events.length, ignored };
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}
