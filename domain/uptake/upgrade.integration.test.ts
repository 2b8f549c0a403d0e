import { expect, it } from 'vitest';
import { onDatabaseBefore } from '@/db/testing/upgrade';

it('an installation whose rollup had a row for each leading value keeps its ledger, which is folded anew', async () => {
  await onDatabaseBefore('_rollup_without_leads', async (client, upgrade) => {
    await client.query(`insert into ledger (campaign_id, day, hour, recorded_at, folded, moves) values (1, '2026-01-05', 9, now(), true, '\\x01'), (1, '2026-01-06', 9, now(), false, '\\x02')`);
    await client.query(`insert into rollup (campaign_id, grain, lead, block, cells) values (1, 'region', 'DE', 2557, '\\x03'), (1, 'region', 'FR', 2557, '\\x04')`);
    await client.query(`insert into hour_sums (campaign_id, day, grain, hour, sums) values (1, '2026-01-05', 'region', 10, '\\x05')`);
    await upgrade();
    expect((await client.query('select folded, moves from ledger order by id')).rows).toEqual([{ folded: false, moves: Buffer.from([1]) }, { folded: false, moves: Buffer.from([2]) }]);
    expect((await client.query('select count(*)::int as n from rollup')).rows).toEqual([{ n: 0 }]);
    expect((await client.query('select count(*)::int as n from rollup_hours')).rows).toEqual([{ n: 0 }]);
  });
});

it('an installation whose rollup had a step for each hour keeps its ledger, which is folded anew by half hours', async () => {
  await onDatabaseBefore('_rollup_by_half_hours', async (client, upgrade) => {
    await client.query(`insert into ledger (campaign_id, day, hour, recorded_at, folded, moves, marks) values (1, '2026-01-05', 9, now(), true, '\\x01', '{1}')`);
    await client.query(`insert into rollup (campaign_id, grain, block, cells) values (1, 'region', 2557, '\\x03')`);
    await client.query(`insert into rollup_hours (campaign_id, grain, day, block, cells) values (1, 'region', '2026-01-05', 1, '\\x04')`);
    await upgrade();
    expect((await client.query('select folded, moves, marks from ledger')).rows).toEqual([{ folded: false, moves: Buffer.from([1]), marks: null }]);
    expect((await client.query('select (select count(*) from rollup)::int as days, (select count(*) from rollup_hours)::int as hours')).rows).toEqual([{ days: 0, hours: 0 }]);
  });
});

it('an installation whose hours had fewer parts keeps its ledger, which is folded and marked anew', async () => {
  await onDatabaseBefore('_rollup_by_parts', async (client, upgrade) => {
    await client.query(`insert into ledger (campaign_id, day, hour, recorded_at, folded, moves, marks) values (1, '2026-01-05', 9, now(), true, '\\x01', '{1}'), (1, '2026-01-05', 9, now(), false, '\\x02', '{1}')`);
    await client.query(`insert into rollup (campaign_id, grain, block, cells) values (1, 'region', 2557, '\\x03')`);
    await client.query(`insert into rollup_hours (campaign_id, grain, day, block, cells) values (1, 'region', '2026-01-05', 1, '\\x04')`);
    await upgrade();
    expect((await client.query('select folded, moves, marks, instants from ledger order by id')).rows).toEqual([1, 2].map((move) => ({ folded: false, moves: Buffer.from([move]), marks: null, instants: null })));
    expect((await client.query('select (select count(*) from rollup)::int as days, (select count(*) from rollup_hours)::int as hours')).rows).toEqual([{ days: 0, hours: 0 }]);
  });
});
