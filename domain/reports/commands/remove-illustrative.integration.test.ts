import { expect, test } from 'vitest';
import { getCampaign } from '@/domain/campaigns/queries';
import { removeIllustrative } from '@/domain/reports/commands/remove-illustrative';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { fold } from '@/domain/uptake/sql/fold';
import { type Sample, micros, written } from '@/domain/uptake/testing/event-sets';
import { ndjsonOf, openCampaign, ticking } from '@/domain/uptake/testing/rehearsal';
import { asRole, ingestKey } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';
import { connection, transact } from '@/db/client';

useTestDatabase();

const sample = (n: number): Sample => ({
  subject: `person-${n}`, id: `event-${n}`, type: 'accepted', micros: BigInt(micros('2026-02-10T09:00:00Z')) + BigInt(n) * 1_000_000n, notice: 'terms-eea',
  region: 'DE', platform: 'ios', channel: 'in_app', appVersion: '1.0', locale: 'en', purposes: null,
});

test('what is illustrative goes without a rest, also while a fold puts rows of an hour together', async () => {
  const clock = ticking();
  const key = await openCampaign(asRole('dpo'), 'Europe/Berlin', clock);
  const { id } = await getCampaign(asRole('dpo'), key);
  const { pool } = await connection();
  await pool.query('update campaigns set illustrative = true where id = $1', [id]);
  await importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 'test' }, ndjsonOf(Array.from({ length: 40 }, (_, n) => written(sample(n), 0))), { clock });
  let removing: Promise<unknown> = Promise.resolve();
  await transact(async ({ client }) => {
    await fold(client, id, 1);
    removing = removeIllustrative(asRole('admin'), {}, clock);
    await expect.poll(async () => (await pool.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount, { timeout: 10_000 }).toBe(1);
  });
  await removing;
  for (const table of ['ledger', 'ledger_hours', 'rollup', 'rollup_hours', 'rollup_parts', 'timelines']) expect((await pool.query(`select 1 from ${table} where campaign_id = $1`, [id])).rowCount, table).toBe(0);
});
