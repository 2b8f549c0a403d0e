import { type ConsentFacts, noConsents } from '@/domain/findings/purpose-facts';
import { type StateInForce, stateAt } from '@/domain/purposes/states';

/** A tally of what answers say of purposes: how many named exactly these. */
export type NamedCount = { measure: string; purposes: readonly string[]; n: number };
/** People whose consent rests on a notice. */
export type ConsentOn = { purpose: string; publishedAt: Date; people: number };
export type CampaignConsents = { named: readonly NamedCount[]; standing: readonly ConsentOn[] };

/**
 * What the events of some campaigns say of consent to a purpose. An answer that gives several purposes at once is a bundle only where nobody in its
 * campaign told the same purposes apart: who may choose each and ticks all has chosen. A consent was given for what was in force when its notice
 * was published; from before the first approved version nothing can be compared. Pure.
 */
export function consentFactsOf(purpose: string, campaigns: readonly CampaignConsents[], states: readonly StateInForce[], now: Date): ConsentFacts {
  if (campaigns.length === 0) return noConsents;
  const facts = { ...noConsents, bundled: { people: 0, purposes: 0 } };
  const current = stateAt(states, now);
  const earlier = new Map<number, { version: number; record: StateInForce['record']; people: number }>();
  for (const { named, standing } of campaigns) {
    const own = named.filter(({ purposes }) => purposes.includes(purpose));
    const sum = (measure: string) => own.filter((one) => one.measure === measure).reduce((total, { n }) => total + n, 0);
    facts.onOtherNature += sum('consent_on_terms');
    facts.unproven += sum('consents_without_proof');
    facts.byOthers += sum('consents_by_others');
    const apart = own.filter(({ measure }) => measure === 'separate_choices').map(({ purposes }) => JSON.stringify(purposes));
    for (const { purposes, n } of own.filter(({ measure, purposes: all }) => measure === 'bundled_consents' && !apart.includes(JSON.stringify(all)))) {
      facts.bundled = { people: facts.bundled.people + n, purposes: Math.max(facts.bundled.purposes, purposes.length) };
    }
    for (const { publishedAt, people } of standing.filter((one) => one.purpose === purpose)) {
      const told = stateAt(states, publishedAt);
      if (!told || told.version === current?.version) continue;
      earlier.set(told.version, { version: told.version, record: told.record, people: (earlier.get(told.version)?.people ?? 0) + people });
    }
  }
  return { ...facts, underEarlier: [...earlier.values()].sort((a, b) => a.version - b.version) };
}
