import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { erasedSince, getRun, openFile } from '@/domain/reports/queries';
import { deleteDueEvents } from '@/domain/uptake/commands/delete-due-events';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { asRole, ingestKey } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');
const manager = asRole('manager');

async function campaignWith(subjects: string[]): Promise<string> {
  const { key } = await createCampaign(dpo, { file: campaignFile({ retention_days: 10 }) });
  async function* body() {
    yield Buffer.from(subjects.map((subject) => `${JSON.stringify({ id: `e-${subject}`, subject, type: 'accepted', occurred_at: '2026-02-01T12:00:00Z', region: 'DE', platform: 'ios', channel: 'in_app' })}\n`).join(''));
  }
  await importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 'test' }, body());
  return key;
}

/** The JSON file of a run. */
async function jsonOf(number: number): Promise<string> {
  const name = (await getRun(dpo, number)).files.find((one) => one.name.endsWith('.json'))?.name ?? '';
  return text((await openFile(dpo, number, name)).chunks);
}
const seriesOf = (json: string): { counts: { accepted: number } }[] => JSON.parse(json).data.series;
const ask = async (campaign: string, actor = dpo) => (await requestReport(actor, { type: 'campaign_uptake', campaign, language: 'en', as_of: '2026-02-05T00:00:00Z' })).number;

test('a report says who was erased since it was asked for, is made as it was asked for, and stays as it was made', async () => {
  const campaign = await campaignWith(['ann', 'bob', 'cem']);
  const other = await campaignWith(['ann']);
  await eraseSubject(dpo, { campaign, identifiers: ['cem'] });
  const made = await ask(campaign);
  const of = { manager: await ask(campaign, manager), other: await ask(other) };
  while (await runNextReport());
  const json = await jsonOf(made);
  expect(await erasedSince(dpo, made)).toEqual({ people: 0, eventsDeletedAt: null });

  const late = await ask(campaign);
  await eraseSubject(dpo, { campaign, identifiers: ['ann', 'nobody'] });
  expect(await erasedSince(dpo, made)).toEqual({ people: 1, eventsDeletedAt: null });
  expect(await erasedSince(asRole('auditor'), made)).toMatchObject({ people: 1 });
  expect(await erasedSince(manager, of.manager)).toEqual({ people: null, eventsDeletedAt: null });
  await expect(erasedSince(manager, made)).rejects.toMatchObject({ code: 'missing' });
  expect(await erasedSince(dpo, of.other)).toMatchObject({ people: 0 });
  expect(await erasedSince(dpo, await ask(campaign))).toMatchObject({ people: 0 });

  while (await runNextReport());
  expect(await jsonOf(made)).toBe(json);
  expect(seriesOf(json).at(-1)?.counts.accepted).toBe(2);
  expect(seriesOf(await jsonOf(late))).toEqual(seriesOf(json));

  await deleteDueEvents(() => new Date(Date.now() + 1000));
  expect((await erasedSince(dpo, made)).eventsDeletedAt).toBeInstanceOf(Date);
  expect(await erasedSince(manager, of.manager)).toMatchObject({ people: null, eventsDeletedAt: expect.any(Date) });
});
