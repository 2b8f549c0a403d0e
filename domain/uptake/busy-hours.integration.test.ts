import type pg from 'pg';
import { expect, test } from 'vitest';
import { type Campaign, getCampaign } from '@/domain/campaigns/queries';
import { checkRollups } from '@/domain/uptake/check-queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { momentOf } from '@/domain/uptake/moment-queries';
import { fold } from '@/domain/uptake/sql/fold';
import { cellSource, hold } from '@/domain/uptake/sql/moment-rows';
import { wordsOf } from '@/domain/uptake/sql/words';
import { readStandings } from '@/domain/uptake/tally-queries';
import { type Sample, micros, written } from '@/domain/uptake/testing/event-sets';
import { asOlderBlock } from '@/domain/uptake/testing/older-block';
import { compareWithModel, foldAll, ndjsonOf, openCampaign, ticking, worldOf } from '@/domain/uptake/testing/rehearsal';
import { asRole, ingestKey } from '@/db/testing/actors';
import { useTestDatabase } from '@/db/testing/test-database';
import { connection, transact } from '@/db/client';

useTestDatabase();
const dpo = asRole('dpo');
const minute = 60_000_000n;

/** People who answer every few seconds within three hours, in no order. */
function busy(count: number, from: number): Sample[] {
  const start = BigInt(micros('2026-02-10T09:00:00Z'));
  const types = ['delivered', 'displayed', 'accepted', 'declined', 'withdrawn'] as const;
  return Array.from({ length: count }, (_, i): Sample => {
    const n = (i * 7_919 + from) % (count * 3);
    return {
      subject: `person-${n % 90}`, id: `event-${from}-${i}`, type: types[n % types.length] ?? 'accepted', micros: start + (BigInt(n) * 180n * minute) / BigInt(count * 3), notice: 'terms-eea',
      region: n % 3 === 0 ? 'FR' : 'DE', platform: n % 2 === 0 ? 'ios' : 'web', channel: 'in_app', appVersion: `${n % 4}.0`, locale: 'en', purposes: null,
    };
  });
}

/** What the check finds in a campaign: in others tests have left something. */
const problemsOf = async (key: string) => (await checkRollups(dpo)).problems.filter((problem) => problem.startsWith(key));

test('in hours with many moves, whose ledger rows are read in part, every instant counts exactly, now and as known before', async () => {
  const clock = ticking();
  const key = await openCampaign(dpo, 'Europe/Berlin', clock);
  const send = async (samples: Sample[]) => importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 'test' }, ndjsonOf(samples.map((sample, i) => written(sample, i % 4))), { clock });
  const first = busy(150, 0);
  await send(first);
  await foldAll(dpo, key);
  const then = clock();
  const second = busy(150, 1);
  await send(second);
  const ask = async () => {
    const campaign = await getCampaign(dpo, key);
    for (const at of ['09:05:00', '09:21:00', '09:30:00', '09:30:00.001', '10:00:00', '10:17:31.5', '10:29:59.999', '10:47:00', '10:55:00.001']) {
      const asOf = new Date(`2026-02-10T${at}Z`);
      await compareWithModel(dpo, key, worldOf(campaign, [...first, ...second], clock()), asOf, ['region', 'platform'], clock);
      await compareWithModel(dpo, key, worldOf(campaign, first, then), asOf, ['app_version'], clock, then);
    }
  };
  await ask();
  await foldAll(dpo, key);
  await ask();
  const { pool } = await connection();
  const marked = await pool.query<{ n: number }>('select count(*)::int as n from ledger where marks is not null');
  expect(marked.rows[0]?.n).toBeGreaterThanOrEqual(6);
  await pool.query('update ledger set marks = null where id in (select id from ledger where marks is not null order by id limit 3)'); // Rows of an earlier release have none.
  await ask();
  expect((await checkRollups(dpo)).problems).toEqual([]);
  const last = await pool.query<{ id: string; marks: number[] }>('select id, marks from ledger where marks is not null order by id desc limit 1');
  const [{ id = '', marks = [] } = {}] = last.rows;
  for (const wrong of [marks.map((mark, i) => (i === 2 ? mark + 1 : mark)), marks.filter((_, i) => i % 2 === 1)]) { // Those of half as many parts are right, but no reader would read them so.
    await pool.query('update ledger set marks = $2 where id = $1', [id, wrong]);
    expect((await checkRollups(dpo)).problems.join()).toContain('not in the order');
  }
});

test('in hours that are summed by parts every instant counts exactly: what came before that, what came after, what is not folded, now and as known before', async () => {
  const clock = ticking();
  const key = await openCampaign(dpo, 'Europe/Berlin', clock);
  const sent: Sample[] = [];
  const moments: { at: Date; events: Sample[] }[] = [];
  const { pool } = await connection();
  const { id } = await getCampaign(dpo, key);
  const ask = async (campaign: Campaign) => {
    for (const at of ['09:21:00', '09:29:59.999', '09:30:00', '10:02:00', '10:17:31.5', '10:47:00']) {
      const asOf = new Date(`2026-02-10T${at}Z`);
      await compareWithModel(dpo, key, worldOf(campaign, sent, clock()), asOf, at < '10' ? ['app_version'] : ['region', 'platform'], clock);
    }
  };
  for (const refinedFrom of [1_000_000, 1, undefined, 1, null]) {
    const more = busy(150, 10 + moments.length);
    await importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 'test' }, ndjsonOf(more.map((sample, i) => written(sample, i % 4))), { clock });
    sent.push(...more);
    moments.push({ at: clock(), events: [...sent] });
    if (refinedFrom !== null) await foldAll(dpo, key, refinedFrom);
    const campaign = await getCampaign(dpo, key);
    await ask(campaign);
    for (const { at, events } of moments.slice(-2)) await compareWithModel(dpo, key, worldOf(campaign, events, at), new Date('2026-02-10T10:17:31.5Z'), ['locale'], clock, at);
    expect(await problemsOf(key)).toEqual([]);
  }
  const recorded = await pool.query<{ at: Date }>('select distinct unnest(coalesce(instants, array[recorded_at])) as at from ledger where campaign_id = $1 order by 1', [id]);
  for (const [i, { at }] of recorded.rows.entries()) await compareWithModel(dpo, key, worldOf(await getCampaign(dpo, key), moments[i]?.events ?? [], at), new Date('2026-02-10T10:17:31.5Z'), ['locale'], clock, at);
  expect(recorded.rows).toHaveLength(moments.length);
  const rows = await pool.query<{ joined: number; open: number; coarse: number }>(
    'select count(instants)::int as joined, count(*) filter (where not folded)::int as open, (select sum(coarse)::int from ledger_hours where campaign_id = $1) as coarse from ledger where campaign_id = $1', [id]);
  expect(rows.rows).toEqual([{ joined: 6, open: 3, coarse: 0 }]);
  const older = await pool.query('update ledger set marks = array(select marks[part * 4] from generate_series(1, 23) part) where campaign_id = $1 and instants is not null and cardinality(marks) = 95', [id]); // As the release before marked them.
  expect(older.rowCount).toBeGreaterThan(3);
  await ask(await getCampaign(dpo, key));
  expect(await problemsOf(key)).toEqual([]);
  await pool.query(`update rollup_parts set cells = set_byte(cells, length(cells) - 1, get_byte(cells, length(cells) - 1) # 2) where campaign_id = $1 and grain = 'locale' and half = (select min(half) from rollup_parts where campaign_id = $1)`, [id]);
  expect(await problemsOf(key)).toEqual([`${key}: 2026-02-10: the sums by part of each locale are not those of the ledger.`]);
  await pool.query('update ledger set origins = set_byte(origins, 1, 255) where campaign_id = $1 and instants is not null', [id]);
  expect((await problemsOf(key)).join()).toContain('without the instant they were recorded at');
});

/** How many bytes of ledger rows a question about an instant brings. */
async function bytesBrought(campaign: { id: number; zone: string }, at: string): Promise<number> {
  return transact(async ({ client }) => {
    const texts: string[] = [];
    const query = (asked: { text?: string }, ...more: unknown[]) => {
      if (asked.text?.toLowerCase().startsWith('copy')) texts.push(asked.text);
      return Reflect.apply(client.query, client, [asked, ...more]) as unknown;
    };
    const watched = new Proxy(client, { get: (own, name) => (name === 'query' ? query : (Reflect.get(own, name) as unknown)) });
    const moment = await momentOf(client, campaign.zone, new Date(at));
    await hold(cellSource({ client: watched, campaign, words: wordsOf(client, campaign.id), moment, knownAt: null }), ['region']);
    const [rows] = texts.map((text) => /^copy \((.*)\) to stdout/is.exec(text)?.[1]);
    const found = await client.query<{ n: number }>(`select coalesce(sum(length(bytes)), 0)::int as n from (${rows}) q where kind in ('inside', 'near', 'open')`);
    return found.rows[0]?.n ?? Number.NaN;
  });
}

test('how much of an hour a question inside it reads does not grow with its moves, and at a full hour it is nothing', async () => {
  const clock = ticking();
  const key = await openCampaign(dpo, 'Europe/Berlin', clock);
  const campaign = await getCampaign(dpo, key);
  await importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 'test' }, ndjsonOf(busy(1_500, 20).map((sample) => written(sample, 0))), { clock });
  await foldAll(dpo, key, 1_000_000);
  const [byHalves, atHour] = [await bytesBrought(campaign, '2026-02-10T10:14:00Z'), await bytesBrought(campaign, '2026-02-10T10:00:00Z')];
  await foldAll(dpo, key, 1);
  expect(await bytesBrought(campaign, '2026-02-10T10:14:00Z')).toBe(byHalves); // Nothing is open, so nothing is done.
  await importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 'test' }, ndjsonOf(busy(3, 21).map((sample) => written(sample, 0))), { clock });
  await foldAll(dpo, key, 1);
  const byParts = await bytesBrought(campaign, '2026-02-10T10:14:00Z');
  expect([byHalves > 1_000, byParts > 0, byParts * 9 < byHalves]).toEqual([true, true, true]);
  expect([atHour, await bytesBrought(campaign, '2026-02-10T10:00:00Z')]).toEqual([0, 0]);
});

test('blocks that a release before wrote count and pass the check as they are, and go on being added to', async () => {
  const clock = ticking();
  const key = await openCampaign(dpo, 'Europe/Berlin', clock);
  const send = async (samples: Sample[]) => importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 'test' }, ndjsonOf(samples.map((sample, i) => written(sample, i % 4))), { clock });
  const [first, second] = [busy(150, 4), busy(60, 5)];
  await send(first);
  await foldAll(dpo, key);
  const { pool } = await connection();
  const campaign = await getCampaign(dpo, key);
  for (const table of ['rollup', 'rollup_hours']) {
    const { rows } = await pool.query<{ id: string; cells: Buffer }>(`select ctid::text as id, cells from ${table} where campaign_id = $1`, [campaign.id]);
    const older = rows.map(({ cells }) => asOlderBlock(cells));
    expect(older.some((cells, i) => !cells.equals(rows[i]?.cells ?? cells))).toBe(true);
    for (const [i, { id }] of rows.entries()) await pool.query(`update ${table} set cells = $1 where ctid = $2::tid`, [older[i], id]);
  }
  const ask = async (events: Sample[]) => {
    for (const at of ['09:05:00', '10:17:31.5', '11:30:00']) await compareWithModel(dpo, key, worldOf(campaign, events, clock()), new Date(`2026-02-10T${at}Z`), ['region', 'platform'], clock);
    expect(await problemsOf(key)).toEqual([]);
  };
  await ask(first);
  await send(second);
  await foldAll(dpo, key);
  await ask([...first, ...second]);
  await pool.query(`update rollup_hours set cells = set_byte(cells, length(cells) - 1, get_byte(cells, length(cells) - 1) # 2) where campaign_id = $1 and grain = 'total'`, [campaign.id]);
  expect((await problemsOf(key)).join()).toContain('half hour of each total');
});

/** How many rows of the ledger and of the tallies some work reads. The server counts per connection, what came before included. */
async function rowsReadBy(client: pg.ClientBase, work: () => Promise<unknown>): Promise<[ledger: number, tallies: number]> {
  const count = async (table: string) => (await client.query<{ n: number }>('select (seq_tup_read + idx_tup_fetch)::int as n from pg_stat_xact_user_tables where relname = $1', [table])).rows[0]?.n ?? NaN;
  const before = [await count('ledger'), await count('tally_moves')] as const;
  await work();
  return [(await count('ledger')) - before[0], (await count('tally_moves')) - before[1]];
}

/** A campaign with a short log that is folded, and 10,000 folded rows more of its ledger and its tallies. */
async function longSince(clock: () => Date): Promise<{ id: number; key: string; zone: string }> {
  const key = await openCampaign(dpo, 'Europe/Berlin', clock);
  await importEvents(ingestKey, { campaign: key, format: 'ndjson', source: 'test' }, ndjsonOf(busy(150, 2).map((sample) => written(sample, 0))), { clock });
  await foldAll(dpo, key);
  const { id, zone } = await getCampaign(dpo, key);
  const { pool } = await connection();
  await pool.query(`insert into ledger (campaign_id, day, hour, recorded_at, moves, folded) select $1, '2025-01-01'::date + n % 300, n % 24, now(), decode(repeat('00', 1000), 'hex'), true from generate_series(1, 10000) n`, [id]);
  await pool.query(`insert into tally_moves (campaign_id, family, day, recorded_at, moves, folded) select $1, 'standings', '2025-01-01'::date + n % 300, now(), '', true from generate_series(1, 10000) n`, [id]);
  return { id, key, zone };
}

test('a page reads what is not folded and its own hour of the ledger, not what was folded, on a server that has never counted its rows', async () => {
  const clock = ticking();
  const campaign = await longSince(clock);
  await importEvents(ingestKey, { campaign: campaign.key, format: 'ndjson', source: 'test' }, ndjsonOf(busy(150, 3).map((sample) => written(sample, 1))), { clock });
  const read = await transact(async ({ client }) => {
    const moment = await momentOf(client, campaign.zone, new Date('2026-02-10T10:17:00Z'));
    return rowsReadBy(client, async () => {
      await hold(cellSource({ client, campaign, words: wordsOf(client, campaign.id), moment, knownAt: null }), ['region']);
      await readStandings(client, campaign, moment, null);
    });
  });
  for (const rows of read) expect(rows).toBeGreaterThan(0);
  for (const rows of read) expect(rows).toBeLessThan(100);
});

test('a fold that puts rows of an hour together reads those, not all that were folded', async () => {
  const clock = ticking();
  const campaign = await longSince(clock);
  await importEvents(ingestKey, { campaign: campaign.key, format: 'ndjson', source: 'test' }, ndjsonOf(busy(150, 6).map((sample) => written(sample, 1))), { clock });
  const { pool } = await connection();
  await pool.query('analyze ledger');
  const [read] = await transact(async ({ client }) => rowsReadBy(client, async () => expect(await fold(client, campaign.id, 1)).toBeGreaterThan(0)));
  const joined = await pool.query<{ n: number }>('select count(instants)::int as n from ledger where campaign_id = $1', [campaign.id]);
  expect([joined.rows[0]?.n, read < 100]).toEqual([3, true]);
});

test('a fold reads what is not folded, also on a server that counted its rows while all of them were open', async () => {
  const clock = ticking();
  const campaign = await longSince(clock);
  const { pool } = await connection();
  for (const table of ['ledger', 'tally_moves']) await pool.query(`update ${table} set folded = false; analyze ${table}; update ${table} set folded = true`);
  await importEvents(ingestKey, { campaign: campaign.key, format: 'ndjson', source: 'test' }, ndjsonOf(busy(150, 3).map((sample) => written(sample, 1))), { clock });
  const read = await transact(async ({ client }) => rowsReadBy(client, async () => expect(await fold(client, campaign.id)).toBeGreaterThan(0)));
  for (const rows of read) expect(rows).toBeLessThan(100);
});
