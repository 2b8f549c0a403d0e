import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { checkRollups } from '@/domain/uptake/check-queries';
import { readUptake } from '@/domain/uptake/queries';
import { connection } from '@/db/client';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');

async function newCampaign(): Promise<string> {
  const file = campaignFile();
  await createCampaign(asRole('legal'), { file });
  return file.key;
}

const event = (n: number, given: Record<string, string> = {}) => ({ id: `e${n}`, subject: `person-${n}`, type: 'accepted', occurred_at: '2026-02-01T12:00:00+01:00', region: 'DE', platform: 'ios', channel: 'in_app', ...given });

async function* body(lines: object[]) {
  yield Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
const send = (campaign: string, lines: object[], idempotencyKey?: string) => importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test', idempotencyKey }, body(lines));
const accepted = async (campaign: string, knownAt?: Date) => (await readUptake(dpo, { campaign, knownAt })).total.counts.accepted;
const settled = async () => expect((await checkRollups(dpo)).problems).toEqual([]);

test('an event that two batches hold stands until both are withdrawn', async () => {
  const campaign = await newCampaign();
  const one = await send(campaign, [event(1), event(2)]);
  const two = await send(campaign, [event(2), event(3)]);
  expect([one, two].map(({ stored, duplicates }) => [stored, duplicates])).toEqual([[2, 0], [1, 1]]);
  expect(await withdrawBatch(dpo, { batch: one.batch, reason: 'wrong file' })).toMatchObject({ left: 1, kept: 1 });
  expect(await accepted(campaign)).toBe(2);
  await settled();
  expect(await withdrawBatch(dpo, { batch: two.batch, reason: 'wrong file too' })).toMatchObject({ left: 2, kept: 0 });
  expect(await accepted(campaign)).toBe(0);
  await settled();
  const { pool } = await connection();
  expect((await pool.query('select 1 from timelines t join campaigns c on c.id = t.campaign_id where c.key = $1 and length(entries) > 16', [campaign])).rowCount).toBe(0);
});

test('what was known before the withdrawal stays as it was, and the same events may be sent again', async () => {
  const campaign = await newCampaign();
  const { batch } = await send(campaign, [event(1), event(2)]);
  const before = new Date();
  await withdrawBatch(dpo, { batch, reason: 'wrong file' });
  expect([await accepted(campaign), await accepted(campaign, before)]).toEqual([0, 2]);
  expect(await send(campaign, [event(1)])).toMatchObject({ stored: 1, duplicates: 0 });
  expect([await accepted(campaign), await accepted(campaign, before)]).toEqual([1, 2]);
  await settled();
});

test('an event refused against one that is withdrawn does not come back, and may be sent again', async () => {
  const campaign = await newCampaign();
  const wrong = await send(campaign, [event(1)]);
  expect(await send(campaign, [event(1, { type: 'declined' })])).toMatchObject({ stored: 0, rejected: 1 });
  await withdrawBatch(dpo, { batch: wrong.batch, reason: 'types mixed up' });
  expect((await readUptake(dpo, { campaign })).total.counts).toMatchObject({ accepted: 0, declined: 0 });
  expect(await send(campaign, [event(1, { type: 'declined' })])).toMatchObject({ stored: 1, rejected: 0 });
  expect((await readUptake(dpo, { campaign })).total.counts).toMatchObject({ accepted: 0, declined: 1 });
  await settled();
});

test('a retry under the Idempotency-Key of a withdrawn batch gets its old answer and brings nothing back', async () => {
  const campaign = await newCampaign();
  const answer = await send(campaign, [event(1)], 'nightly');
  await withdrawBatch(dpo, { batch: answer.batch, reason: 'wrong file' });
  expect(await send(campaign, [event(1)], 'nightly')).toEqual(answer);
  expect(await accepted(campaign)).toBe(0);
  expect(await send(campaign, [event(1)], 'nightly, mended')).toMatchObject({ stored: 1 });
});

test('it refuses an open batch, one that is withdrawn already, one that is not there, and a withdrawal without a reason', async () => {
  const campaign = await newCampaign();
  const { batch } = await send(campaign, [event(1)]);
  const { pool } = await connection();
  await pool.query(`update batches set status = 'open' where id = $1`, [batch]);
  await expect(withdrawBatch(dpo, { batch, reason: 'wrong' })).rejects.toMatchObject({ code: 'conflict', options: { detail: 'batch_open' } });
  await pool.query(`update batches set status = 'closed' where id = $1`, [batch]);
  await expect(withdrawBatch(dpo, { batch, reason: '  ' })).rejects.toMatchObject({ code: 'invalid', options: { fields: [{ field: 'reason', message: 'required' }] } });
  expect(await accepted(campaign)).toBe(1);
  await withdrawBatch(dpo, { batch, reason: 'wrong' });
  await expect(withdrawBatch(dpo, { batch, reason: 'wrong' })).rejects.toMatchObject({ code: 'conflict', options: { detail: 'batch_withdrawn' }, message: expect.stringMatching(/^Batch \d+ is withdrawn already, since 20/) });
  await expect(withdrawBatch(dpo, { batch: 'none', reason: 'wrong' })).rejects.toMatchObject({ code: 'missing' });
});

test('of two withdrawals of one batch at once, one is done and one is refused', async () => {
  const campaign = await newCampaign();
  const { batch } = await send(campaign, [event(1), event(2)]);
  const both = await Promise.allSettled([withdrawBatch(dpo, { batch, reason: 'first' }), withdrawBatch(asRole('legal'), { batch, reason: 'second' })]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await accepted(campaign)).toBe(0);
  await settled();
});

test('it refuses who may not withdraw, and lets the product itself', async () => {
  const campaign = await newCampaign();
  const { batch } = await send(campaign, [event(1)]);
  for (const actor of [asRole('admin'), asRole('manager'), asRole('auditor'), ingestKey]) await expect(withdrawBatch(actor, { batch, reason: 'wrong' })).rejects.toMatchObject({ code: 'denied' });
  expect(await withdrawBatch(system, { batch, reason: 'wrong' })).toMatchObject({ left: 1 });
});

test('it leaves evidence with counts and a digest of the reason, without the reason or a pseudonym', async () => {
  const campaign = await newCampaign();
  const { batch } = await send(campaign, [event(1), event(2)]);
  const { pool } = await connection();
  const subjects = await pool.query<{ hex: string }>(`select replace(t.subject::text, '-', '') as hex from timelines t join campaigns c on c.id = t.campaign_id where c.key = $1`, [campaign]);
  const seq = await nextSeq();
  await withdrawBatch(dpo, { batch, reason: 'Anna Example sent last year’s file' });
  const entries = await entriesFrom(seq);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    action: 'batch.withdraw', actor: { kind: 'user', id: dpo.id }, object: { type: 'batch', id: batch },
    before: { campaign, status: 'closed', received: 2, stored: 2, duplicates: 0, rejected: 0 },
    after: { status: 'withdrawn', left: 2, kept: 0, reason: { salted_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
  });
  const text = JSON.stringify(entries);
  expect(text).not.toContain('Anna');
  expect(subjects.rows).toHaveLength(2);
  for (const { hex } of subjects.rows) expect(text).not.toContain(hex);
});
