import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { readUptake } from '@/domain/uptake/queries';
import { asRole, ingestKey } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const manager = asRole('manager');
const dpo = asRole('dpo');

/** People who answer on a day: `[day, region, type, how many]`. */
type Answers = [day: string, region: string, type: string, n: number][];
const answers: Answers = [
  ['2026-02-01', 'DE', 'accepted', 40], ['2026-02-01', 'DE', 'declined', 3], ['2026-02-01', 'FR', 'accepted', 25], ['2026-02-01', 'FR', 'declined', 20],
  ['2026-02-02', 'DE', 'accepted', 2], ['2026-02-04', 'FR', 'accepted', 30],
];

async function campaignWith(given: Answers): Promise<string> {
  const person = { definition: 'd', source: 's' };
  const population = [{ region: 'DE', count: 100, as_of: '2026-01-05T00:00:00Z', ...person }, { region: 'FR', count: 90, as_of: '2026-01-05T00:00:00Z', ...person }, { region: 'FR', count: 93, as_of: '2026-02-03T10:00:00Z', ...person }];
  const file = campaignFile({ population, zone: 'UTC' });
  await createCampaign(dpo, { file });
  const lines = given.flatMap(([day, region, type, n], a) =>
    Array.from({ length: n }, (_, i) => JSON.stringify({ id: 'e', subject: `${a}-${i}`, type, occurred_at: `${day}T12:00:00Z`, region, platform: 'ios', channel: 'in_app' })),
  );
  await importEvents(ingestKey, { campaign: file.key, format: 'ndjson', source: 'test' }, (async function* () {
    yield Buffer.from(lines.join('\n'));
  })());
  return file.key;
}

const at = (text: string) => new Date(text);

test('a manager sees day ends, small cells withheld with a second one, and never 0 for them', async () => {
  const campaign = await campaignWith(answers);
  const view = await readUptake(manager, { campaign, asOf: at('2026-02-02T18:00:00Z'), by: ['region'] });
  expect(view).toMatchObject({ exact: false, asOf: at('2026-02-02T00:00:00Z') });
  const [german, french] = view.groups;
  expect(german).toMatchObject({ key: { region: 'DE' }, counts: { declined: null, accepted: null } });
  expect(german?.suppressed).toEqual(expect.arrayContaining(['declined', 'accepted', 'of_decided']));
  expect(french?.counts.declined).toBeNull();
  expect(view.total).toMatchObject({ counts: { declined: 23, accepted: 65 }, suppressed: [] });
  const exact = await readUptake(dpo, { campaign, asOf: at('2026-02-02T18:00:00Z'), by: ['region'] });
  expect(exact).toMatchObject({ exact: true, groups: [{ counts: { declined: 3, accepted: 42 } }, { counts: { declined: 20 } }] });
});

test('a day that moves a number by fewer than k does not show it, whichever day is asked for', async () => {
  const campaign = await campaignWith(answers);
  const accepted = async (asOf: string) => (await readUptake(manager, { campaign, asOf: at(asOf) })).total.counts.accepted;
  expect(await Promise.all(['2026-02-02', '2026-02-03', '2026-02-05'].map((day) => accepted(`${day}T00:00:00Z`)))).toEqual([65, null, 97]);
  const { series } = await readUptake(manager, { campaign, asOf: at('2026-02-05T00:00:00Z'), from: '2026-02-01' });
  expect(series.map((day) => day.counts.accepted)).toEqual([65, null, null, 97]);
  const people = async (asOf: string) => (await readUptake(manager, { campaign, asOf: at(asOf), by: ['region'] })).groups.map((group) => group.population);
  expect(await people('2026-02-04T00:00:00Z')).toContain(null); // Three people more in FR, on a day without events.
});

test('combinations that would let tables be crossed are refused', async () => {
  const campaign = await campaignWith(answers);
  const refused = { code: 'unsupported', options: { detail: 'unsupported_grouping' } };
  await expect(readUptake(manager, { campaign, by: ['region', 'platform'] })).rejects.toMatchObject(refused);
  await expect(readUptake(manager, { campaign, filter: { region: 'DE', platform: 'ios' } })).rejects.toMatchObject(refused);
  await expect(readUptake(dpo, { campaign, by: ['locale', 'region'] })).rejects.toMatchObject(refused);
  await expect(readUptake(ingestKey, { campaign })).rejects.toMatchObject({ code: 'denied' });
});
