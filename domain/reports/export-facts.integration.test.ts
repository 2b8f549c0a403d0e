import { beforeAll, expect, it } from 'vitest';
import { foundingCampaign } from '@/cli/founding-case/campaign';
import { foundingEvents } from '@/cli/founding-case/events';
import { foundingPurposes } from '@/cli/founding-case/purposes';
import type { Actor } from '@/domain/access/permissions';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { setPopulation } from '@/domain/campaigns/commands/set-population';
import { judge } from '@/domain/findings/judge';
import { exportRules } from '@/domain/findings/pack';
import { listFindings } from '@/domain/findings/queries';
import { defaultSettings } from '@/domain/findings/settings';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { article30Record } from '@/domain/reports/article-30-record';
import { campaignUptake } from '@/domain/reports/campaign-uptake';
import type { CampaignData } from '@/domain/reports/campaign-data';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { exportFactsOf } from '@/domain/reports/export-facts';
import { readCampaignData } from '@/domain/reports/input-queries';
import { readRecordData } from '@/domain/reports/register-queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { words } from '@/domain/words/catalogue';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const [dpo, manager] = [asRole('dpo'), asRole('manager')];
const knownAt = new Date('2030-01-01T12:00:00Z');
const days = ['2021-01-09T00:00:00Z', '2021-02-09T00:00:00Z', '2021-03-20T00:00:00Z', '2021-05-15T23:00:00Z', '2021-06-01T23:00:00Z'].map((at) => new Date(at));

async function* body(lines: Iterable<string>): AsyncGenerator<Buffer> {
  for (const line of lines) yield Buffer.from(`${line}\n`);
}
const judged = (data: CampaignData) => {
  const facts = exportFactsOf(campaignUptake(data, words(data.language)), { number: 7 });
  if (!facts) throw new Error('A campaign report states numbers.');
  return judge(exportRules, [{ type: 'export', id: '7', draft: false, facts }], defaultSettings, knownAt).map(({ rule, about }) => `${rule} ${about}`);
};
const read = (actor: Actor, asOf: Date, filters = {}, campaign: string = foundingCampaign.key) => readCampaignData(actor, { language: 'en', asOf, knownAt, campaign, filters });

beforeAll(async () => {
  await createCampaign(system, { file: foundingCampaign, illustrative: true });
  for (const purpose of foundingPurposes) await createPurpose(system, { ...purpose, reason: 'founding case', illustrative: true });
  await importEvents(system, { campaign: foundingCampaign.key, format: 'ndjson', source: 'test' }, body(foundingEvents({ subjects: 3000 })), { folds: true });
});

it.each([['dpo', dpo], ['manager', manager]] as const)('no rule fires on our own campaign report, as a %s gets it, on any day or segment', async (_, actor) => {
  for (const asOf of days) expect(judged(await read(actor, asOf)), asOf.toISOString()).toEqual([]);
  for (const filters of [{ region: 'DE' }, { platform: 'ios' }]) expect(judged(await read(actor, days[3] ?? knownAt, filters)), JSON.stringify(filters)).toEqual([]);
});

it('no rule fires on our own record of processing; one whose description is an address alone does not stand alone', async () => {
  const data = await readRecordData(dpo, { language: 'de', asOf: knownAt, knownAt, type: 'article_30_record', layout: 'full' });
  const found = (given: typeof data) => {
    const facts = exportFactsOf(article30Record(given, words('de')), { number: 7 });
    return facts && judge(exportRules, [{ type: 'export', id: '7', draft: false, facts }], defaultSettings, knownAt).map(({ rule, values }) => [rule, values.fields]);
  };
  expect(found(data)).toEqual([]);
  expect(found({ ...data, purposes: data.purposes.map((purpose) => (purpose.key === 'FC-01' ? { ...purpose, record: { ...purpose.record, description: 'https://example.org/policy' } } : purpose)) })).toEqual([['EXP-02', ['FC-01 description']]]);
});

it('a report that printed what it should have withheld, or counted what it should not, is found out', async () => {
  const [shown, exact] = [await read(manager, days[3] ?? knownAt), await read(dpo, days[3] ?? knownAt)];
  const leaked = shown.groups.region.map((group) => (group.key.region === 'IE' ? { ...group, counts: { ...group.counts, declined: 3 }, withheld: [] } : group));
  expect(judged({ ...shown, groups: { ...shown.groups, region: leaked } })).toEqual(['EXP-01 cells']);
  expect(judged({ ...exact, exact: false, small_cell: 10 })).toContain('EXP-01 cells');
  expect(judged({ ...exact, groups: { ...exact.groups, region: exact.groups.region.map((group) => (group.key.region === 'DE' ? { ...group, population: 5 } : group)) } })).toEqual(expect.arrayContaining(['STA-02 region=DE', 'STA-06 counts_by_region']));
  expect(judged({ ...exact, deadlines: exact.deadlines.map((entry) => ({ ...entry, accepted_by: (entry.accepted_by ?? 0) + 1 })) })).toEqual(['STA-03 :2021-02-09T00:00:00.000Z', 'STA-03 :2021-05-15T23:00:00.000Z']);
  expect(judged({ ...exact, population_rows: [] }).filter((finding) => finding.startsWith('STA-01'))).not.toEqual([]);
  expect(judged({ ...exact, population_rows: exact.population_rows.map((row) => ({ ...row, as_of: '2021-02-01T00:00:00.000Z' })) })).toEqual(['STA-06 later']);
});

it('people beyond the population, and a population taken after they decided, are found on the report that was made, and stored', async () => {
  const file = campaignFile({ population: [{ region: 'DE', count: 1, as_of: '2026-01-05T00:00:00+01:00', definition: 'accounts', source: 'CRM' }] });
  await createCampaign(system, { file });
  const event = (subject: string) => JSON.stringify({ id: 'a', subject, type: 'accepted', occurred_at: '2026-01-10T10:00:00Z', notice: 'terms-eu-en-1', region: 'DE', platform: 'web', channel: 'web' });
  await importEvents(system, { campaign: file.key, format: 'ndjson', source: 'test' }, body([event('a'), event('b')]));
  await setPopulation(system, { campaign: file.key, rows: [{ region: 'DE', count: 1, as_of: '2026-01-20T00:00:00+01:00', definition: 'accounts', source: 'CRM' }] });
  const { number } = await requestReport(dpo, { type: 'campaign_uptake', campaign: file.key, language: 'en', as_of: '2026-02-10T00:00:00Z' });
  expect(await runNextReport({ async *render() { yield { name: 'report.txt', mediaType: 'text/plain', chunks: body(['made']) }; } })).toEqual({ number, status: 'ready' });
  const { rows } = await listFindings(dpo, { object: 'export', id: String(number), size: 100 });
  expect(rows.map(({ rule, about }) => `${rule} ${about}`)).toEqual(expect.arrayContaining(['STA-02 total', 'STA-02 region=DE', 'STA-06 later']));
  expect(rows.find(({ rule }) => rule === 'STA-02')).toMatchObject({ severity: 'blocker', values: { n: 2, population: 1 } });
});

it('two reports about one instant, between which a few late events arrived, would tell who they were of', async () => {
  const file = campaignFile({ population: [{ region: 'DE', count: 100, as_of: '2026-01-05T00:00:00+01:00', definition: 'accounts', source: 'CRM' }] });
  await createCampaign(system, { file });
  const accepted = (n: number, name: string) => Array.from({ length: n }, (_, i) => JSON.stringify({ id: 'a', subject: `${name}-${i}`, type: 'accepted', occurred_at: '2026-01-10T10:00:00Z', notice: 'terms-eu-en-1', region: 'DE', platform: 'web', channel: 'web' }));
  const take = (n: number, name: string) => importEvents(system, { campaign: file.key, format: 'ndjson', source: 'test' }, body(accepted(n, name)));
  const report = async () => {
    const { number } = await requestReport(manager, { type: 'campaign_uptake', campaign: file.key, language: 'en', as_of: '2026-02-10T00:00:00+01:00' });
    await runNextReport({ async *render() { yield { name: 'report.txt', mediaType: 'text/plain', chunks: body(['made']) }; } });
    return (await listFindings(dpo, { object: 'export', id: String(number), size: 100 })).rows.map(({ rule, values }) => [rule, values?.cells]);
  };
  await take(40, 'first');
  expect(await report()).toEqual([]);
  expect(await report()).toEqual([]);
  await take(3, 'late');
  const [[rule, cells] = [], ...more] = await report();
  expect([rule, more]).toEqual(['EXP-01', []]);
  expect(cells).toContainEqual(expect.stringMatching(/^total accepted since report \d+$/));
  await take(20, 'many');
  expect(await report()).toEqual([]);
});
