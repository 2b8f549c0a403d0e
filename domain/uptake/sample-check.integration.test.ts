import { expect, it } from 'vitest';
import { GET as getMetrics } from '@/app/api/metrics/route';
import { beat, readHealth, readiness } from '@/domain/health';
import { checkCounts } from '@/domain/uptake/commands/check-counts';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { foldCampaigns } from '@/domain/uptake/commands/fold-campaigns';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { isCheckDue } from '@/domain/uptake/sample-queries';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { connection } from '@/db/client';
import { asRole, system } from '@/db/testing/actors';
import { newKey } from '@/db/testing/api-front';
import { campaignFile } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

const start = '80000000-0000-4000-8000-000000000000';
const clock = () => new Date('2026-02-01T03:00:00Z');
const query = async (sql: string) => (await connection()).pool.query<Record<string, unknown>>(sql);

async function send(campaign: string, from: number, to: number): Promise<string> {
  const lines = Array.from({ length: to - from }, (_, i) => JSON.stringify({ id: `e-${from + i}`, subject: `person-${(from + i) % 60}`, type: i % 3 === 0 ? 'accepted' : 'displayed', occurred_at: new Date(Date.UTC(2026, 0, 6) + (from + i) * 3_600_000).toISOString(), region: 'DE', platform: 'ios', channel: 'in_app' }));
  async function* body() {
    yield Buffer.from(lines.join('\n'));
  }
  return (await importEvents(system, { campaign, format: 'ndjson', source: 'test' }, body())).batch;
}

it('a sample of people is checked against what batches brought, with evidence, and agrees over duplicates, withdrawals and folds', async () => {
  const file = campaignFile();
  await createCampaign(system, { file });
  await send(file.key, 0, 200);
  const overlapping = await send(file.key, 100, 300);
  await send(file.key, 250, 320);
  await foldCampaigns();
  await withdrawBatch(system, { batch: overlapping, reason: 'wrong' });
  const seq = await nextSeq();
  const afterStart = Number((await query(`select count(*)::int as n from timelines where subject >= '${start}'`)).rows[0]?.n);
  for (const subjects of [10, 1_000]) {
    const checked = await checkCounts({ start, subjects }, clock);
    expect(checked).toMatchObject({ campaigns: 1, problems: [] });
    expect(checked.subjects).toBe(subjects === 10 ? 10 : afterStart);
    expect(checked.events).toBeGreaterThan(subjects === 10 ? 10 : afterStart);
    expect(checked.cells).toBeGreaterThan(50);
  }
  const [entry] = await entriesFrom(seq);
  expect(entry).toMatchObject({ action: 'counts.check', actor: { kind: 'system', id: 'worker' }, after: { subjects: 10, problems: 0 } });
  const health = await readHealth(asRole('auditor'), clock());
  expect(health.checks).toHaveLength(2);
  expect(health.checks[0]).toMatchObject({ problems: [], at: clock() });
  await expect(readHealth(asRole('manager'), clock())).rejects.toMatchObject({ code: 'denied' });
});

it('a check is due 26 hours after the last, or 20 in the night', async () => {
  expect(await isCheckDue(new Date('2026-02-01T23:30:00Z'))).toBe(false);
  expect(await isCheckDue(new Date('2026-02-02T02:00:00Z'))).toBe(true);
  expect(await isCheckDue(new Date('2026-02-02T05:30:00Z'))).toBe(true);
  expect(await isCheckDue(new Date('2026-02-02T01:00:00Z'))).toBe(true);
});

it('names a timeline that lost an event, a segment that was altered and a rollup that was', async () => {
  const { rows } = await query(`select subject, encode(entries, 'hex') as entries from timelines where subject >= '${start}' order by subject limit 1`);
  await query(`update timelines set entries = substring(entries for 16) where subject = '${String(rows[0]?.subject)}'`);
  const lost = await checkCounts({ start, subjects: 10 }, clock);
  expect(lost.problems.join('\n')).toMatch(/events that batches brought for the sample do not stand/);
  await query(`update timelines set entries = decode('${String(rows[0]?.entries)}', 'hex') where subject = '${String(rows[0]?.subject)}'`);
  expect((await checkCounts({ start, subjects: 10 }, clock)).problems).toEqual([]);
  await query(`update segments set digest = decode(repeat('00', 32), 'hex') where id = (select min(id) from segments)`);
  expect((await checkCounts({ start, subjects: 10 }, clock)).problems.join('\n')).toMatch(/another digest/);
  await query(`update segments set digest = sha256(payload)`);
  await query(`delete from rollup where grain = 'region'`);
  const { problems } = await checkCounts({ start, subjects: 10 }, clock);
  expect(problems.join('\n')).toMatch(/the rollup holds 0/);
  await expect(query(`update count_checks set problems = '[]'`)).rejects.toThrow(/append-only/);
});

it('readiness tells database, migrations, worker and log', async () => {
  expect(await readiness(clock())).toEqual({ status: 'ready', database: 'ok', migrations: 'ok', worker: 'never_seen', log: 'ok' });
  await beat('one', clock(), clock());
  expect(await readiness(clock())).toMatchObject({ worker: 'ok' });
  expect(await readiness(new Date(clock().getTime() + 300_000))).toMatchObject({ status: 'ready', worker: 'silent' });
  await query(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a later release', 0)`);
  expect(await readiness(clock())).toMatchObject({ status: 'not_ready', migrations: 'newer' });
  await query(`delete from drizzle.__drizzle_migrations where hash = 'of a later release'`);
});

it('metrics are told to keys that may see the health, in the format of Prometheus', async () => {
  const ask = async (scope: 'auditor' | 'manager' | null) => getMetrics(new Request('http://127.0.0.1/api/metrics', { headers: scope ? { authorization: `Bearer ${await newKey(scope)}` } : {} }), undefined);
  expect((await ask(null)).status).toBe(401);
  expect((await ask('manager')).status).toBe(403);
  const answer = await ask('auditor');
  expect(answer.headers.get('content-type')).toContain('version=0.0.4');
  const text = await answer.text();
  for (const line of text.trim().split('\n')) expect(line).toMatch(/^# (HELP|TYPE) [a-z_]+ .+$|^[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?\d+(\.\d+)?(e[+-]?\d+)?$/);
  expect(text).toContain('noticeboard_events_total{outcome="stored"} 320');
  expect(text).toMatch(/noticeboard_check_problems [1-9]/);
});
