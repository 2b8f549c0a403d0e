import type pg from 'pg';
import { type ConsentFacts, noConsents } from '@/domain/findings/purpose-facts';
import { dayText } from '@/domain/uptake/engine/calendar';
import { type EventCount, readEventTallies } from '@/domain/uptake/tally-queries';

/** What the events of campaigns say of purposes. */
export type Tallied = {
  /** The day, in the campaign's zone, on which anybody first saw a text of it; null where nobody has. */
  firstDay(campaign: number): string | null;
  consents(purpose: string): ConsentFacts;
};

const ofPurposes = ['bundled_consents', 'consent_on_terms', 'consents_without_proof'] as const;

/** Reads the tallies of some campaigns: sums, never events. One whose events came before there were tallies says nothing until the worker has counted them. */
export async function readTallied(client: pg.ClientBase, campaigns: readonly { id: number; zone: string; tallied: boolean }[]): Promise<Tallied> {
  const days = new Map<number, string>();
  const byPurpose = new Map<string, EventCount[]>();
  for (const campaign of campaigns.filter(({ tallied }) => tallied)) {
    const rows = (await readEventTallies(client, campaign)).filter(({ n }) => n > 0);
    const seen = rows.filter(({ measure }) => measure === 'first_shown').map(({ bucket }) => bucket);
    if (seen.length > 0) days.set(campaign.id, dayText(Math.min(...seen)));
    for (const row of rows.filter(({ measure }) => ofPurposes.some((one) => one === measure))) {
      for (const purpose of purposesIn(row)) byPurpose.set(purpose, [...(byPurpose.get(purpose) ?? []), row]);
    }
  }
  return { firstDay: (campaign) => days.get(campaign) ?? null, consents: (purpose) => consentsOf(byPurpose.get(purpose) ?? []) };
}

const purposesIn = ({ text }: EventCount): string[] => JSON.parse(text) as string[];

function consentsOf(rows: readonly EventCount[]): ConsentFacts {
  const of = (measure: (typeof ofPurposes)[number]) => rows.filter((row) => row.measure === measure);
  const sum = (counts: readonly EventCount[]) => counts.reduce((total, { n }) => total + n, 0);
  const bundled = of('bundled_consents');
  return {
    ...noConsents, bundled: { people: sum(bundled), purposes: Math.max(0, ...bundled.map((row) => purposesIn(row).length)) },
    onOtherNature: sum(of('consent_on_terms')), unproven: sum(of('consents_without_proof')),
  };
}
