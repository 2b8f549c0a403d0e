import { expect } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { checkRollups } from '@/domain/uptake/check-queries';
import { readUptake } from '@/domain/uptake/queries';
import { type Sample, micros } from '@/domain/uptake/testing/event-sets';
import { type World, groupsAt, seriesAt, totalAt } from '@/domain/uptake/testing/model';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile, privacyText, sha256Of, termsText } from '@/db/testing/campaigns';

const dpo = asRole('dpo');
export const announced = '2025-10-20T00:00:00Z';
const published = '2024-01-01T00:00:00Z';

/** A campaign in Berlin from October 2025, whose terms are published since 2024, with nobody in its population. */
export async function berlinCampaign(): Promise<string> {
  const notice = { area: 'eea', locale: 'en', published_at: published };
  const file = campaignFile({
    population: [], announced_at: announced,
    deadlines: [{ at: '2026-02-09T00:00:00+01:00', area: null, since: announced, reason: 'first', author: 'legal' }],
    notices: [{ ...notice, id: 'terms', legal_nature: 'contract_terms', text: termsText }, { ...notice, id: 'privacy', legal_nature: 'privacy_notice', text: privacyText }],
  });
  await createCampaign(system, { file });
  return file.key;
}

const world = (events: Sample[]): World => ({
  zone: 'Europe/Berlin', countsOn: ['contract_terms'], areas: { DE: 'eea', FR: 'eea', IE: 'eea', GB: 'gb' }, deadlines: [], population: [], announcedAt: micros(announced), events,
  notices: [
    { id: 'terms', sha256: sha256Of(termsText), nature: 'contract_terms', area: 'eea', publishedAt: micros(published) },
    { id: 'privacy', sha256: sha256Of(privacyText), nature: 'privacy_notice', area: 'eea', publishedAt: micros(published) },
  ],
});

/** A sample from its instant as the sender writes it, with whatever is to differ. */
export const sample = (occurredAt: string, given: Partial<Sample> = {}): Sample => ({
  subject: 'ann', id: 'e-1', type: 'accepted', micros: micros(occurredAt), notice: '', region: 'DE', platform: 'ios', channel: 'in_app', appVersion: '', locale: '', purposes: null, ...given,
});

/** Total, groups and daily series of the campaign are those of the model over these events, and the rollups those of a recomputation. */
export async function expectCountsOf(campaign: string, samples: Sample[], asOf: string): Promise<void> {
  const states = (counts: Record<string, number | null>) => Object.fromEntries(Object.entries(counts).filter(([name]) => !name.startsWith('of_') && !['population', 'not_reached'].includes(name)));
  const [view, at, model] = [await readUptake(dpo, { campaign, asOf: new Date(asOf), by: ['region'] }), micros(asOf), world(samples)];
  expect(states(view.total.counts), 'total').toEqual(states(totalAt(model, at)));
  const expected = [...groupsAt(model, at, ['region'])].map(([key, cell]) => [key, states(cell)]).toSorted();
  expect(view.groups.map((group) => [group.key.region, states(group.counts)]).toSorted(), 'by region').toEqual(expected);
  expect(view.series.map((day) => [day.date, states(day.counts)]), 'series').toEqual(seriesAt(model, at).map(({ date, counts }) => [date, states(counts)]));
  expect((await checkRollups(dpo)).problems).toEqual([]);
}
