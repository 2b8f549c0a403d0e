import { expect, test } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { describeCampaign } from '@/domain/campaigns/queries';
import { withdrawalForeseen } from '@/domain/uptake/batch-queries';
import { checkRollups } from '@/domain/uptake/check-queries';
import { deleteDueEvents, deleteEvents } from '@/domain/uptake/commands/delete-due-events';
import { eraseSubject } from '@/domain/uptake/commands/erase-subject';
import { exportSubject } from '@/domain/uptake/commands/export-subject';
import { foldCampaigns } from '@/domain/uptake/commands/fold-campaigns';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';
import { replayBatch } from '@/domain/uptake/commands/replay-batch';
import { setLegalHold } from '@/domain/uptake/commands/set-legal-hold';
import { setRetention } from '@/domain/uptake/commands/set-retention';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { readUptake } from '@/domain/uptake/queries';
import { secret } from '@/domain/secrets';
import { connection } from '@/db/client';
import { asRole, ingestKey, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');
const at = (instant: string) => () => new Date(instant);
const newCampaign = async (given = {}) => (await createCampaign(dpo, { file: campaignFile(given) })).key;

async function send(campaign: string, ...subjects: string[]) {
  async function* body() {
    yield Buffer.from(subjects.map((subject) => `${JSON.stringify({ id: `e-${subject}`, subject, type: 'accepted', occurred_at: '2026-02-01T12:00:00Z', region: 'DE', platform: 'ios', channel: 'in_app', app_version: '1.0', purposes: { ads: true } })}\n`).join(''));
  }
  return importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test' }, body());
}

const rowsOf = async (table: string, campaign: string, also = 'true') => {
  const { pool } = await connection();
  return (await pool.query<{ n: number }>(`select count(*)::int as n from ${table} t join campaigns c on c.id = t.campaign_id where c.key = $1 and ${also}`, [campaign])).rows[0]?.n;
};

test('a legal hold stops erasure and deletion until it is lifted, and is the business of the data protection officer or legal', async () => {
  const campaign = await newCampaign({ retention_days: 1 });
  await send(campaign, 'ann');
  for (const role of ['admin', 'manager', 'auditor'] as const) await expect(setLegalHold(asRole(role), { campaign, on: true, reason: 'r' })).rejects.toMatchObject({ code: 'denied' });
  await expect(setLegalHold(dpo, { campaign: 'no-such', on: true, reason: 'r' })).rejects.toMatchObject({ code: 'missing' });
  const seq = await nextSeq();
  expect((await setLegalHold(asRole('legal'), { campaign, on: true, reason: 'the case of Mrs Example' })).held_since).not.toBeNull();
  await setLegalHold(dpo, { campaign, on: true, reason: 'still' });
  await expect(eraseSubject(dpo, { campaign, identifiers: ['ann'] })).rejects.toMatchObject({ code: 'conflict', options: { detail: 'legal_hold' }, message: expect.stringContaining('legal hold') });
  expect(await deleteDueEvents(at('2027-01-01T00:00:00Z'))).toBe(0);
  await expect(deleteEvents(system, { campaign }, at('2027-01-01T00:00:00Z'))).rejects.toMatchObject({ options: { detail: 'legal_hold' } });
  expect((await exportSubject(dpo, { campaign, identifiers: ['ann'] })).subjects).toMatchObject([{ status: 'known' }]);
  await setLegalHold(dpo, { campaign, on: false, reason: 'settled' });
  expect(await eraseSubject(dpo, { campaign, identifiers: ['ann'] })).toMatchObject({ erased: 1 });
  expect(await deleteDueEvents(at('2027-01-01T00:00:00Z'))).toBe(1);
  const entries = (await entriesFrom(seq)).filter((entry) => entry.action === 'campaign.set_legal_hold');
  expect(entries).toMatchObject([{ before: { held_since: null }, after: { reason: { salted_sha256: expect.any(String) } } }, {}, { after: { held_since: null } }]);
  expect(entries[1]?.before).toEqual({ held_since: entries[0]?.after?.held_since });
  expect(JSON.stringify(entries)).not.toContain('Example');
});

test('retention is set by the data protection officer, with a reason and evidence', async () => {
  const campaign = await newCampaign();
  for (const role of ['admin', 'legal', 'manager', 'auditor'] as const) await expect(setRetention(asRole(role), { campaign, days: 1, reason: 'r' })).rejects.toMatchObject({ code: 'denied' });
  for (const wrong of [{ days: 0 }, { days: 1.5 }, { days: 40_000 }, { days: 5, reason: '' }]) await expect(setRetention(dpo, { campaign, reason: 'r', ...wrong })).rejects.toMatchObject({ code: 'invalid' });
  const seq = await nextSeq();
  await setRetention(dpo, { campaign, days: 90, reason: 'as the notice says' });
  expect(await entriesFrom(seq)).toMatchObject([{ action: 'campaign.set_retention', before: { retention_days: null }, after: { retention_days: 90 } }]);
  expect(await describeCampaign(dpo, campaign)).toMatchObject({ retention_days: 90, events_deleted_at: null });
});

test('when it is due the events go and the counts stay, now and as known before; the campaign takes no more', async () => {
  const campaign = await newCampaign({ retention_days: 30 });
  const other = await newCampaign();
  const { batch } = await send(campaign, 'ann', 'bob', 'cem');
  await send(other, 'ann');
  const beforeErasure = new Date();
  await eraseSubject(dpo, { campaign, identifiers: ['cem'] });
  const counts = async () => {
    const view = await readUptake(dpo, { campaign, asOf: new Date('2026-03-01T12:34:56Z'), by: ['app_version'] });
    const known = await readUptake(dpo, { campaign, asOf: new Date('2026-03-01T12:34:56Z'), by: [], knownAt: beforeErasure });
    expect(known.total.counts.accepted).toBe(3);
    return { total: view.total, groups: view.groups, series: view.series, deadlines: view.deadlines };
  };
  const before = await counts();
  expect(before.total.counts.accepted).toBe(2);
  // The deadline is the 9th of February 00:00 in Berlin; thirty days later is the 11th of March, 23:00 UTC on the 10th.
  await moveDeadline(dpo, { campaign, at: '2026-02-09T00:00:00+01:00', area: 'gb', reason: 'no later' });
  const beforeMoved = await counts();
  const seq = await nextSeq();
  expect(await deleteDueEvents(at('2026-03-10T22:59:59Z'))).toBe(0);
  await expect(deleteEvents(system, { campaign }, at('2026-03-10T22:59:59Z'))).rejects.toMatchObject({ options: { detail: 'not_due' } });
  expect(await nextSeq()).toBe(seq);
  expect(await deleteDueEvents(at('2026-03-10T23:00:00Z'))).toBe(1);
  const entries = await entriesFrom(seq);
  expect(entries).toMatchObject([{ action: 'campaign.delete_events', actor: { kind: 'system', id: 'worker' }, object: { id: campaign }, before: { subjects: 2, arrived: 2, segments: 1 }, after: { due_at: '2026-03-10T23:00:00.000Z', retention_days: 30 } }]);
  expect(await deleteDueEvents(at('2026-03-11T00:00:00Z'))).toBe(0);

  expect([await rowsOf('timelines', campaign), await rowsOf('segments', campaign, 'length(payload) > 0'), await rowsOf('acts', campaign), await rowsOf('tombstones', campaign)]).toEqual([0, 0, 0, 0]);
  expect([await rowsOf('timelines', other), await rowsOf('segments', other, 'length(payload) > 0')]).toEqual([1, 1]);
  expect(await counts()).toEqual(beforeMoved);
  await foldCampaigns();
  expect(await counts()).toEqual(beforeMoved);
  expect((await checkRollups(dpo)).problems).toEqual([]);
  expect((await exportSubject(dpo, { campaign, identifiers: ['ann'] }))).toMatchObject({ campaign: { events_deleted_at: '2026-03-10T23:00:00.000Z' }, subjects: [{ status: 'unknown', events: [] }] });
  const refusals = await Promise.allSettled([send(campaign, 'dora'), moveDeadline(dpo, { campaign, at: '2026-06-01T00:00:00Z', reason: 'late' }), setRetention(dpo, { campaign, days: 5, reason: 'r' }), deleteEvents(system, { campaign }), withdrawBatch(dpo, { batch, reason: 'wrong' })]);
  for (const refusal of refusals) expect(refusal).toMatchObject({ status: 'rejected', reason: { code: 'conflict', options: { detail: 'events_deleted' } } });
  expect(await withdrawalForeseen(dpo, batch)).toBeNull();
  const { pool } = await connection();
  const left = await pool.query(`select 1 from segments s join campaigns c on c.id = s.campaign_id where c.key = $1 and s::text like '%' || $2 || '%'`, [campaign, pseudonym('ann', secret('pseudonym')).toString('hex').slice(0, 32)]);
  expect(left.rowCount).toBe(0);
});

test('the check finds events that deletion left behind, and a count that the ledger does not bear', async () => {
  const campaign = await newCampaign({ retention_days: 1 });
  await send(campaign, 'ann');
  await foldCampaigns();
  const { pool } = await connection();
  await deleteDueEvents(at('2026-06-01T00:00:00Z'));
  expect((await checkRollups(dpo)).problems).toEqual([]);
  const { rows: [own] } = await pool.query<{ id: number }>('select id from campaigns where key = $1', [campaign]);
  await pool.query(`insert into timelines (campaign_id, subject, entries) values ($1, gen_random_uuid(), decode(repeat('00', 16), 'hex'))`, [own?.id]);
  await pool.query(`update rollup set cells = '' where campaign_id = $1 and grain = 'total'`, [own?.id]);
  const { problems } = await checkRollups(dpo);
  expect(problems).toContainEqual(expect.stringContaining('1 timelines are still there'));
  expect(problems).toContainEqual(expect.stringMatching(/^\S+: total .* the rollup holds 0/));
});

test('a campaign whose events were deleted answers as such to the erasure of many and to a replay, and neither leaves anything behind', async () => {
  const campaign = await newCampaign({ retention_days: 30 });
  const { batch } = await send(campaign, 'ann', 'bob');
  await withdrawBatch(dpo, { batch, reason: 'wrong file' });
  await deleteDueEvents(at('2027-06-01T00:00:00Z'));
  expect(await rowsOf('segments', campaign, "payload = ''")).toBe(1);
  expect(await eraseSubject(dpo, { campaign, identifiers: Array.from({ length: 9 }, (_, i) => `person-${i}`) })).toMatchObject({ erased: 0 });
  const seq = await nextSeq();
  await expect(replayBatch(dpo, { batch, reason: 'it was right' })).rejects.toMatchObject({ code: 'conflict', options: { detail: 'events_deleted' } });
  expect(await entriesFrom(seq)).toEqual([]);
  expect(await rowsOf('batches', campaign)).toBe(1);
});
