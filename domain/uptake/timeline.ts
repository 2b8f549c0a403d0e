import type { UptakeEvent } from '@/domain/uptake/event';
import type { EventType, State } from '@/domain/uptake/vocabulary';

/** An event of one subject with the two judgements its campaign's notices give it. */
export type JudgedEvent = Pick<UptakeEvent, 'id' | 'type' | 'occurredAt' | 'region' | 'platform' | 'channel' | 'appVersion' | 'locale'> & {
  counts: boolean;
  proven: boolean;
};

export type Segment = Pick<UptakeEvent, 'region' | 'platform' | 'channel' | 'appVersion' | 'locale'>;
export type Standing = { state: State; opened: boolean; unproven: boolean; segment: Segment };

/** Tier of each event type: 3 answers and closures, 2 dismissed and deferred, 1 displayed, 0 delivered (contract section 2). */
export const tiers: Record<EventType, number> = {
  accepted: 3, declined: 3, withdrawn: 3, objected: 3, account_closed: 3, dismissed: 2, deferred: 2, displayed: 1, delivered: 0,
};

/** Settles equal instants, never in the controller's favour (contract section 2). */
export const ranks: Record<EventType, number> = {
  account_closed: 5, objected: 4, withdrawn: 3, declined: 2, accepted: 1, dismissed: 2, deferred: 1, displayed: 0, delivered: 0,
};

export const stateOf = (type: EventType): State => (type === 'account_closed' ? 'closed' : type);

const compareBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const byDecision = (a: JudgedEvent, b: JudgedEvent) =>
  tiers[a.type] - tiers[b.type] || compareBytes(a.occurredAt, b.occurredAt) || ranks[a.type] - ranks[b.type] || compareBytes(a.id, b.id);

const byTime = (a: JudgedEvent, b: JudgedEvent) => compareBytes(a.occurredAt, b.occurredAt) || compareBytes(a.id, b.id);

const greatest = <T>(items: T[], compare: (a: T, b: T) => number) => items.reduce((best, item) => (compare(item, best) > 0 ? item : best));

/**
 * Where one subject stands over its counting events before `asOf` (UTC text, six digits): the state of its greatest event by
 * (tier, instant, rank, id) and the segment of its last by (instant, id); null before its first event. A function of the set of
 * events alone: merging two sets and taking maxima is commutative, associative and idempotent.
 */
export function standingAt(events: JudgedEvent[], asOf: string): Standing | null {
  const seen = events.filter((event) => event.counts && event.occurredAt < asOf);
  if (seen.length === 0) return null;
  const deciding = greatest(seen, byDecision);
  const { region, platform, channel, appVersion, locale } = greatest(seen, byTime);
  const state = stateOf(deciding.type);
  const opened = state === 'accepted' || state === 'declined' || seen.some((event) => tiers[event.type] === 1 || tiers[event.type] === 2);
  return { state, opened, unproven: !deciding.proven, segment: { region, platform, channel, appVersion, locale } };
}
