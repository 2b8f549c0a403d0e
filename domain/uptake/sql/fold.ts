import type pg from 'pg';
import { type Block, readBlock, writeBlock } from '@/domain/uptake/engine/block';
import { dayNumber } from '@/domain/uptake/engine/calendar';
import { readMoves } from '@/domain/uptake/engine/moves';
import { DaySums, addChanges, changesOf, grains } from '@/domain/uptake/engine/sums';
import type { Grain } from '@/domain/uptake/grain';
import { lockFolding } from '@/domain/uptake/sql/locks';
import { WireArray } from '@/domain/uptake/sql/wire';
import type { Words } from '@/domain/uptake/sql/words';

/** Ledger rows taken in one folding: a bound on its memory. */
const most = 4_000;

/**
 * Adds the open rows of a campaign's ledger to its rollup, in the caller's transaction, and returns how many there were. Numbers
 * that are read do not change by it: a reader adds the open rows itself.
 */
export async function fold(client: pg.ClientBase, campaignId: number, words: Words): Promise<number> {
  await lockFolding(client, campaignId);
  const open = await client.query<{ id: string; day: string; moves: Buffer }>('select id, day::text, moves from ledger where campaign_id = $1 and not folded order by id limit $2', [campaignId, most]);
  if (open.rows.length === 0) return 0;
  const sums = new DaySums();
  for (const { day, moves } of open.rows) {
    const number = dayNumber(day);
    readMoves(moves, (_, cell, code, n) => sums.add(number, cell, code, n));
  }
  await words.load(client, true);
  for (const grain of grains) {
    const changes = changesOf(grain, sums, words);
    const leads = [...changes.keys()];
    const blocks = await readLeads(client, campaignId, grain, leads);
    const written: { lead: string; block: number; cells: Buffer }[] = [];
    for (const [lead, own] of changes) {
      const held = blocks.get(lead) ?? new Map<number, Block>();
      for (const block of addChanges(held, own)) written.push({ lead, block, cells: writeBlock(held.get(block) ?? new Map()) });
    }
    await writeLeads(client, campaignId, grain, written);
  }
  await client.query('update ledger set folded = true where id = any($1::bigint[])', [open.rows.map(({ id }) => id)]);
  return open.rows.length;
}

async function readLeads(client: pg.ClientBase, campaignId: number, grain: Grain, leads: string[]): Promise<Map<string, Map<number, Block>>> {
  const found = await client.query<{ lead: string; block: number; cells: Buffer }>('select lead, block, cells from rollup where campaign_id = $1 and grain = $2 and lead = any($3::text[])', [campaignId, grain, leads]);
  const blocks = new Map<string, Map<number, Block>>();
  for (const { lead, block, cells } of found.rows) {
    const own = blocks.get(lead) ?? new Map<number, Block>();
    blocks.set(lead, own.set(block, readBlock(cells, block)));
  }
  return blocks;
}

async function writeLeads(client: pg.ClientBase, campaignId: number, grain: Grain, rows: { lead: string; block: number; cells: Buffer }[]): Promise<void> {
  const cells = new WireArray('bytea', 20 + rows.reduce((sum, row) => sum + row.cells.length + 4, 0));
  for (const row of rows) cells.add(row.cells);
  await client.query(
    `insert into rollup (campaign_id, grain, lead, block, cells) select $1, $2, r.* from unnest($3::text[], $4::int[], $5::bytea[]) r(lead, block, cells)
     on conflict (campaign_id, grain, lead, block) do update set cells = excluded.cells`,
    [campaignId, grain, rows.map(({ lead }) => lead), rows.map(({ block }) => block), cells.parameter()],
  );
}
