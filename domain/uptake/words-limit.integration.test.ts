import { expect, test } from 'vitest';
import { getCampaign } from '@/domain/campaigns/queries';
import { checkRollups } from '@/domain/uptake/check-queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { readUptake } from '@/domain/uptake/queries';
import { ndjsonOf, openCampaign, ticking } from '@/domain/uptake/testing/rehearsal';
import { connection } from '@/db/client';
import { asRole, ingestKey } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();
const dpo = asRole('dpo');
const asOf = new Date('2026-03-01T00:00:00Z');
const event = (n: number, given: object = {}) => ({ id: `e${n}`, subject: `person-${n}`, type: 'accepted', occurred_at: '2026-02-01T12:00:00Z', region: 'DE', platform: 'ios', channel: 'in_app', app_version: '1.0', locale: 'de', ...given });
const send = (campaign: string, ...events: object[]) => importEvents(ingestKey, { campaign, format: 'ndjson', source: 'test' }, ndjsonOf(events as Record<string, unknown>[]));
const accepted = async (campaign: string) => (await readUptake(dpo, { campaign, asOf })).total.counts.accepted;

test.each(['locale', 'app_version'] as const)('a campaign that names as many values of %s as it can rejects a line with another one, by its field, and takes the rest', async (kind) => {
  const campaign = await openCampaign(dpo, 'UTC', ticking());
  const most = kind === 'locale' ? 4_096 : 65_536;
  const { pool } = await connection();
  const { id } = await getCampaign(dpo, campaign);
  await pool.query(`insert into words (campaign_id, kind, number, word) select $1, $2, n, 'w' || n from generate_series(0, $3::int) n`, [id, kind, most - 2]);
  const names = (word: string) => ({ [kind]: kind === 'locale' ? word : `v-${word}` });
  expect(await send(campaign, event(1, names('aa')), event(2, names('aa')))).toMatchObject({ stored: 2, rejected: 0 });
  const answer = await send(campaign, event(3, names('aa')), event(4, names('bb')), event(5, names('cc')), event(6, names('aa')), event(1, names('aa')));
  expect(answer).toMatchObject({ received: 5, stored: 2, duplicates: 1, rejected: 2, errors: [{ line: 2, field: kind, code: 'invalid' }, { line: 3, field: kind, code: 'invalid' }] });
  expect(answer.errors[0]?.message).toContain(String(most));
  expect(answer.errors[0]?.message).not.toContain('bb');
  expect(await accepted(campaign)).toBe(4);
  expect((await checkRollups(dpo)).problems).toEqual([]);
});

test('acts that differ from person to person are taken until there are 65,536 of them; then their lines are rejected, and no server keeps more', async () => {
  const campaign = await openCampaign(dpo, 'UTC', ticking());
  const { pool } = await connection();
  const { id } = await getCampaign(dpo, campaign);
  await pool.query(`insert into acts (campaign_id, type, notice, variant, actor, purposes, digest) select $1, 'accepted', '', 'v' || n, 'subject', '', sha256(n::text::bytea) from generate_series(1, 65534) n`, [id]);
  const answer = await send(campaign, ...Array.from({ length: 5 }, (_, n) => event(n, { variant: `of-${n}` })));
  expect(answer).toMatchObject({ stored: 2, rejected: 3, errors: [{ line: 3, field: null, code: 'invalid' }, { line: 4 }, { line: 5 }] });
  expect(await send(campaign, event(9, { variant: 'of-0' }), event(10, { variant: 'of-7' }))).toMatchObject({ stored: 1, rejected: 1 });
  expect((await pool.query('select count(*)::int as n from acts where campaign_id = $1', [id])).rows).toEqual([{ n: 65_536 }]);
});

test('acts of very long texts are bounded by what they weigh', async () => {
  const campaign = await openCampaign(dpo, 'UTC', ticking());
  const { pool } = await connection();
  const { id } = await getCampaign(dpo, campaign);
  await pool.query(`insert into acts (campaign_id, type, notice, variant, actor, purposes, digest) select $1, 'accepted', '', '', 'subject', '{"' || repeat('x', 16000) || n || '":true}', sha256(n::text::bytea) from generate_series(1, 1049) n`, [id]);
  expect(await send(campaign, event(1, { variant: 'one' }), event(2, { variant: 'one' }))).toMatchObject({ stored: 0, rejected: 2 });
});
