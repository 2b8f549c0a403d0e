import { expect, test } from 'vitest';
import { createKey } from '@/domain/access/commands/create-key';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { batchAnswer } from '@/domain/uptake/batch-answer';
import { batchOfNumber, getBatch, listBatchErrors, listBatches, pageBatchErrors, withdrawalForeseen } from '@/domain/uptake/batch-queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');

async function newCampaign(): Promise<string> {
  const file = campaignFile();
  await createCampaign(asRole('legal'), { file });
  return file.key;
}

const event = (n: number) => ({ id: `e${n}`, subject: `person-${n}`, type: 'accepted', occurred_at: '2026-02-01T12:00:00+01:00', region: 'DE', platform: 'ios', channel: 'in_app' });

async function* body(lines: unknown[]) {
  yield Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
const send = async (campaign: string, lines: unknown[], source = 'file', clock?: () => Date) => (await importEvents(ingestKey, { campaign, format: 'ndjson', source }, body(lines), { clock })).batch;

test('a batch is told with its key by name, counts, timing and digest, and what its withdrawal did', async () => {
  const campaign = await newCampaign();
  const { id } = await createKey(system, { scope: 'ingest', name: 'Nightly export', days: '30' });
  let now = Date.parse('2026-05-01T00:00:00Z');
  const batch = await send(campaign, [event(1), event(1), 'oops'], `key ${id}`, () => new Date((now += 500)));
  const told = batchAnswer(await getBatch(dpo, batch));
  expect(told).toMatchObject({
    batch, campaign, source: `key ${id}`, key: { id, name: 'Nightly export' }, format: 'ndjson', status: 'closed', received: 3, stored: 1, duplicates: 1, rejected: 1, body_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    opened_at: '2026-05-01T00:00:00.500Z', withdrawn: null,
  });
  expect(told.seconds).toBeGreaterThan(0);
  expect(told.rows_per_second).toBeCloseTo(3 / (told.seconds ?? 0), 6);
  await withdrawBatch(dpo, { batch, reason: 'wrong file' });
  expect(batchAnswer(await getBatch(dpo, batch))).toMatchObject({ status: 'withdrawn', received: 3, stored: 1, withdrawn: { by: dpo.id, reason: 'wrong file', events_left: 1, events_kept: 0 } });
});

test('the list is filtered, sorted in a total order and paged', async () => {
  const [campaign, other] = [await newCampaign(), await newCampaign()];
  const ids = [await send(campaign, [event(1), event(2)]), await send(campaign, [event(3)]), await send(campaign, [event(4)])];
  await send(other, [event(1)]);
  await withdrawBatch(dpo, { batch: ids[1], reason: 'wrong' });
  const list = async (search: Parameters<typeof listBatches>[1]) => {
    const { rows, total } = await listBatches(dpo, { campaign, ...search });
    return [rows.map((row) => ids.indexOf(row.batch)), total];
  };
  expect(await list({})).toEqual([[2, 1, 0], 3]);
  expect(await list({ sort: 'received', descending: true })).toEqual([[0, 2, 1], 3]);
  expect(await list({ sort: 'received', descending: false, page: 2, size: 2 })).toEqual([[0], 3]);
  expect(await list({ status: 'withdrawn' })).toEqual([[1], 1]);
  expect((await listBatches(dpo, {})).total).toBeGreaterThan(3);
  const { number } = await getBatch(dpo, ids[0] ?? '');
  expect(await batchOfNumber(dpo, number)).toBe(ids[0]);
  await expect(batchOfNumber(dpo, 99_999)).rejects.toMatchObject({ code: 'missing' });
});

test('what a withdrawal would do is told beforehand, to who may withdraw, and is what it then does', async () => {
  const campaign = await newCampaign();
  const one = await send(campaign, [event(1), event(2), event(3)]);
  await send(campaign, [event(3), event(4)]);
  expect(await withdrawalForeseen(dpo, one)).toEqual({ left: 2, kept: 1 });
  expect(await withdrawalForeseen(asRole('auditor'), one)).toBeNull();
  expect(await withdrawBatch(dpo, { batch: one, reason: 'wrong' })).toMatchObject({ left: 2, kept: 1 });
  expect(await withdrawalForeseen(dpo, one)).toBeNull();
});

test('wrong lines are listed by line without a value, as many as asked for', async () => {
  const campaign = await newCampaign();
  const batch = await send(campaign, ['a', event(1), { ...event(2), region: 'Germany' }, 'b']);
  expect((await listBatchErrors(dpo, batch, 100)).map(({ line, field, code }) => [line, field, code])).toEqual([[1, null, 'not_an_object'], [3, 'region', 'invalid'], [4, null, 'not_an_object']]);
  expect(await listBatchErrors(dpo, batch, 2)).toHaveLength(2);
  expect(JSON.stringify(await listBatchErrors(dpo, batch, 100))).not.toContain('Germany');
});

test('it refuses who may not see batches', async () => {
  const batch = await send(await newCampaign(), [event(1)]);
  for (const actor of [asRole('manager'), ingestKey]) {
    for (const asked of [() => listBatches(actor), () => getBatch(actor, batch), () => listBatchErrors(actor, batch, 1), () => pageBatchErrors(actor, batch), () => withdrawalForeseen(actor, batch), () => batchOfNumber(actor, 1)]) {
      await expect(asked()).rejects.toMatchObject({ code: 'denied' });
    }
  }
});
