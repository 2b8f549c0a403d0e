import { ranks } from '@/domain/uptake/timeline';
import type { EventActor, EventType } from '@/domain/uptake/vocabulary';

/** What a choice is read from: an event with its judgement. `at` is in microseconds since 1970, UTC. */
export type ChoosingEvent = {
  id: string;
  at: number;
  type: EventType;
  actor: EventActor;
  purposes: Record<string, boolean> | null;
  /** It is proven, on a notice of nature `consent`. */
  onConsentNotice: boolean;
};

/** Where one subject stands on one purpose, and the event that decided it. */
export type Choice = { purpose: string; choice: 'given' | 'refused' | 'ended'; isConsent: boolean; isObjection: boolean; event: string; at: number };

const endsAll = ({ type, purposes }: ChoosingEvent) =>
  type === 'account_closed' || ((type === 'withdrawn' || type === 'objected') && Object.keys(purposes ?? {}).length === 0);

const inOrder = (a: ChoosingEvent, b: ChoosingEvent) => a.at - b.at || ranks[a.type] - ranks[b.type] || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));

/**
 * The choice for each purpose that a subject's events before `asOf` name, by name (contract section 2): the last event by
 * (instant, rank, id) that names it, or that ends every choice. A withdrawal or objection that names a purpose never gives it.
 * An objection stands until a later event names the purpose `true`; closing an account does not end it.
 */
export function choicesAt(events: readonly ChoosingEvent[], asOf: number): Choice[] {
  const seen = events.filter((event) => event.at < asOf).sort(inOrder);
  const choices = new Map<string, Choice>();
  let objectedToAll = false;
  for (const event of seen) {
    if (endsAll(event)) {
      objectedToAll ||= event.type === 'objected';
      for (const [purpose, choice] of choices) {
        choices.set(purpose, { ...choice, choice: 'ended', isConsent: false, isObjection: choice.isObjection || event.type === 'objected', event: event.id, at: event.at });
      }
      continue;
    }
    for (const [purpose, value] of Object.entries(event.purposes ?? {})) {
      const isGiven = value && event.type !== 'withdrawn' && event.type !== 'objected';
      choices.set(purpose, {
        purpose,
        choice: isGiven ? 'given' : 'refused',
        isConsent: isGiven && event.onConsentNotice && (event.actor === 'subject' || event.actor === 'guardian'),
        isObjection: !isGiven && (event.type === 'objected' || (choices.get(purpose)?.isObjection ?? objectedToAll)),
        event: event.id,
        at: event.at,
      });
    }
  }
  return [...choices.values()].sort((a, b) => (a.purpose < b.purpose ? -1 : 1));
}
