import { expect } from 'vitest';
import type { Actor } from '@/domain/access/permissions';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { type Campaign, getCampaign } from '@/domain/campaigns/queries';
import type { Clock } from '@/domain/clock';
import { readUptake } from '@/domain/uptake/queries';
import { fold } from '@/domain/uptake/sql/fold';
import { type Sample, deadlineInstants, micros, terms } from '@/domain/uptake/testing/event-sets';
import { type Dimension, type World, deadlinesAt, groupsAt, seriesAt, totalAt } from '@/domain/uptake/testing/model';
import type { Cell } from '@/domain/uptake/view';
import { transact } from '@/db/client';
import { campaignFile, sha256Of } from '@/db/testing/campaigns';

/** Every grouping of the contract. */
export const groupings: Dimension[][] = [['region'], ['platform'], ['channel'], ['region', 'platform'], ['region', 'channel'], ['platform', 'channel'], ['region', 'platform', 'channel'], ['app_version'], ['app_version', 'platform'], ['locale']];

/** A clock of the test's own, a second further at every look, well after every event. */
export const ticking = () => {
  let now = Date.parse('2026-05-01T00:00:00Z');
  return () => new Date((now += 1000));
};

/** A campaign with areas, texts, deadlines and people in scope that matter around the edges of `event-sets`; returns its key. */
export async function openCampaign(dpo: Actor, zone: string, clock: Clock, joinerDays: number | null = null): Promise<string> {
  const published = '2026-02-01T09:00:00Z';
  const notice = { locale: 'en', published_at: '2025-01-01T00:00:00Z' };
  const file = campaignFile({
    zone,
    joiner_days: joinerDays,
    announced_at: '2026-01-30T09:00:00Z',
    areas: { eea: ['DE', 'FR'], gb: ['GB'] },
    deadlines: [
      { at: deadlineInstants[0], area: null, since: '2026-01-30T09:00:00Z', reason: 'first', author: 'legal' },
      { at: deadlineInstants[1], area: 'gb', since: '2026-02-01T10:00:00Z', reason: 'another for gb', author: 'legal' },
    ],
    notices: [
      { ...notice, id: 'terms-eea', legal_nature: 'contract_terms', area: 'eea', sha256: terms },
      { ...notice, id: 'terms-gb', legal_nature: 'contract_terms', area: 'gb', sha256: terms },
      { ...notice, id: 'terms-late', legal_nature: 'contract_terms', area: null, published_at: published, sha256: sha256Of('late') },
      { ...notice, id: 'privacy', legal_nature: 'privacy_notice', area: 'eea', sha256: sha256Of('privacy') },
    ],
    population: [
      { region: 'DE', platform: 'ios', count: 3, as_of: '2026-01-30T00:00:00Z', definition: 'd', source: 's' },
      { region: 'FR', platform: 'web', count: 2, as_of: '2026-02-01T00:00:00Z', definition: 'd', source: 's' },
      { region: 'DE', platform: 'ios', count: 1, as_of: '2026-03-29T00:00:00Z', definition: 'd', source: 's' },
    ],
  });
  await createCampaign(dpo, { file }, clock);
  return file.key;
}

/** Events as an NDJSON body. */
export const ndjsonOf = async function* (lines: Record<string, unknown>[]) {
  yield Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
};

const seen = ({ population, counts, rates }: Cell) => ({ population, ...counts, ...rates });
const statesOnly = (counts: Record<string, number | null>) => Object.fromEntries(Object.entries(counts).filter(([name]) => !name.startsWith('of_') && !['population', 'not_reached'].includes(name)));

/** Asserts that the product counts what the model counts. */
export async function compareWithModel(dpo: Actor, campaign: string, world: World, asOf: Date, by: Dimension[], clock: Clock, knownAt?: Date) {
  const view = await readUptake(dpo, { campaign, asOf, by, knownAt }, clock);
  const at = micros(asOf);
  expect(seen(view.total), 'total').toEqual(totalAt(world, at));
  const expected = [...groupsAt(world, at, by)].map(([key, cell]) => ({ key: by.map((name, i) => [name, key.split('\t')[i]]), ...cell }));
  const inOrder = <T extends { key: unknown }>(groups: T[]) => groups.toSorted((a, b) => (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1));
  expect(inOrder(view.groups.map((group) => ({ key: by.map((name) => [name, group.key[name]]), ...seen(group) }))), `by ${by.join()}`).toEqual(inOrder(expected));
  expect(view.series.map((day) => ({ date: day.date, counts: statesOnly(day.counts) })), 'series').toEqual(seriesAt(world, at).map(({ date, counts }) => ({ date, counts: statesOnly(counts) })));
  expect(new Map(view.deadlines.map((d) => [d.entry.id, { by: d.acceptedBy, late: d.acceptedLate }])), 'deadlines').toEqual(deadlinesAt(world, at));
}

/** Folds the campaign's ledger; sums hours by parts from so many moves on. */
export async function foldAll(dpo: Actor, key: string, refinedFrom?: number): Promise<void> {
  const { id } = await getCampaign(dpo, key);
  await transact(({ client }) => fold(client, id, refinedFrom));
}

/** The campaign of `openCampaign` as the model knows it, with these events, as known at an instant. */
export const worldOf = (campaign: Campaign, events: Sample[], knownAt: Date): World => ({
  zone: campaign.zone,
  joinerDays: campaign.joinerDays,
  countsOn: campaign.countsOn,
  areas: Object.fromEntries(campaign.areas),
  notices: [
    { id: 'terms-eea', sha256: terms, nature: 'contract_terms', area: 'eea', publishedAt: micros('2025-01-01T00:00:00Z') },
    { id: 'terms-gb', sha256: terms, nature: 'contract_terms', area: 'gb', publishedAt: micros('2025-01-01T00:00:00Z') },
    { id: 'terms-late', sha256: sha256Of('late'), nature: 'contract_terms', area: null, publishedAt: micros('2026-02-01T09:00:00Z') },
    { id: 'privacy', sha256: sha256Of('privacy'), nature: 'privacy_notice', area: 'eea', publishedAt: micros('2025-01-01T00:00:00Z') },
  ],
  deadlines: campaign.deadlines.filter((d) => d.recordedAt <= knownAt).map((d) => ({ id: d.id, area: d.area, at: micros(d.at), since: micros(d.since), recordedAt: micros(d.recordedAt) })),
  population: [
    { segment: { region: 'DE', platform: 'ios' }, count: 3, asOf: micros('2026-01-30T00:00:00Z') },
    { segment: { region: 'FR', platform: 'web' }, count: 2, asOf: micros('2026-02-01T00:00:00Z') },
    { segment: { region: 'DE', platform: 'ios' }, count: 1, asOf: micros('2026-03-29T00:00:00Z') },
  ],
  announcedAt: micros('2026-01-30T09:00:00Z'),
  events,
});
