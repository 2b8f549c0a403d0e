import type pg from 'pg';
import { type Block, blockOf, readBlock, writeBlock } from '@/domain/uptake/engine/block';
import { dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import { addHours, addSums, writeSums } from '@/domain/uptake/engine/hour-sums';
import { hourKey, hourOf, readMoves } from '@/domain/uptake/engine/moves';
import { DaySums, type Sums, addChanges, changesOf } from '@/domain/uptake/engine/sums';
import type { WordTexts } from '@/domain/uptake/engine/slot';
import { type Grain, grains } from '@/domain/uptake/grain';
import { lockFolding } from '@/domain/uptake/sql/locks';
import { foldTallies } from '@/domain/uptake/sql/tallies';
import { WireArray } from '@/domain/uptake/sql/wire';
import type { Words } from '@/domain/uptake/sql/words';

/** Ledger rows taken in one folding, and in one reading: bounds on its memory. */
const mostRows = 5_000;
const pageRows = 1_000;

/**
 * Adds the open rows of a campaign's ledger to its rollup and hour sums, and those of its tallies to theirs, in the caller's transaction, and returns how many there
 * were. Numbers that are read do not change by it: a reader adds the open rows itself.
 */
export async function fold(client: pg.ClientBase, campaignId: number, words: Words): Promise<number> {
  await lockFolding(client, campaignId);
  const tallied = await foldTallies(client, campaignId);
  const hours = new DaySums();
  const days = new DaySums();
  const ids = await gather(client, campaignId, (day, hour, cell, code, n) => {
    hours.add(hourKey(day, hour), cell, code, n);
    days.add(day, cell, code, n);
  });
  if (ids.length === 0) return tallied;
  await words.load(client, true);
  for (const grain of grains) await foldGrain(client, campaignId, grain, days, words);
  for (const day of days.days.keys()) {
    const own = [...hours.days.keys()].filter((key) => hourOf(key).day === day);
    for (const grain of grains) await foldHours(client, campaignId, day, grain, new Map(own.map((key) => [hourOf(key).hour, hours.sums(grain, key)])));
  }
  await client.query('update ledger set folded = true where id = any($1::bigint[])', [ids]);
  return ids.length + tallied;
}

async function gather(client: pg.ClientBase, campaignId: number, add: (day: number, hour: number, cell: number, code: number, n: number) => void): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < mostRows) {
    const page = await client.query<{ id: string; day: string; hour: number; moves: Buffer }>(
      'select id, day::text, hour, moves from ledger where campaign_id = $1 and not folded and id > $2 order by id limit $3',
      [campaignId, ids.at(-1) ?? '0', pageRows],
    );
    for (const { id, day, hour, moves } of page.rows) {
      const number = dayNumber(day);
      readMoves(moves, (_, cell, code, n) => add(number, hour, cell, code, n));
      ids.push(id);
    }
    if (page.rows.length < pageRows) break;
  }
  return ids;
}

async function foldGrain(client: pg.ClientBase, campaignId: number, grain: Grain, days: DaySums, words: WordTexts): Promise<void> {
  const changes = changesOf(grain, days, words);
  const existing = await client.query<{ block: number }>('select distinct block from rollup where campaign_id = $1 and grain = $2', [campaignId, grain]);
  const known = new Set(existing.rows.map(({ block }) => block));
  const touched = [...changes.values()].flatMap((own) => own.map(({ day }) => blockOf(day)));
  const numbers = [...new Set([...known, ...touched])].sort((a, b) => a - b);
  const opensNew = numbers.length > known.size;
  const found = await client.query<{ lead: string; block: number; cells: Buffer }>(
    `select lead, block, cells from rollup where campaign_id = $1 and grain = $2 ${opensNew ? '' : 'and lead = any($3::text[])'}`,
    opensNew ? [campaignId, grain] : [campaignId, grain, [...changes.keys()]],
  );
  const leads = new Map<string, Map<number, Block>>([...changes.keys()].map((lead) => [lead, new Map<number, Block>()]));
  for (const { lead, block, cells } of found.rows) {
    const own = leads.get(lead) ?? new Map<number, Block>();
    leads.set(lead, own.set(block, readBlock(cells, block)));
  }
  const rows: { lead: string; block: number; cells: Buffer }[] = [];
  for (const [lead, blocks] of leads) {
    for (const block of addChanges(blocks, changes.get(lead) ?? [], numbers)) rows.push({ lead, block, cells: writeBlock(blocks.get(block) ?? new Map()) });
  }
  await client.query(
    `insert into rollup (campaign_id, grain, lead, block, cells) select $1, $2, r.* from unnest($3::text[], $4::int[], $5::bytea[]) r(lead, block, cells)
     on conflict (campaign_id, grain, block, lead) do update set cells = excluded.cells`,
    [campaignId, grain, rows.map(({ lead }) => lead), rows.map(({ block }) => block), arrayOf(rows.map(({ cells }) => cells))],
  );
}

async function foldHours(client: pg.ClientBase, campaignId: number, day: number, grain: Grain, changes: Map<number, Sums>): Promise<void> {
  const found = await client.query<{ hour: number; sums: Buffer }>('select hour, sums from hour_sums where campaign_id = $1 and day = $2 and grain = $3', [campaignId, dayText(day), grain]);
  const rows = new Map<number, Sums>();
  for (const { hour, sums } of found.rows) {
    const own: Sums = new Map();
    addSums(sums, own);
    rows.set(hour, own);
  }
  const changed = [...addHours(rows, changes)];
  await client.query(
    `insert into hour_sums (campaign_id, day, grain, hour, sums) select $1, $2, $3, h.* from unnest($4::int[], $5::bytea[]) h(hour, sums)
     on conflict (campaign_id, day, grain, hour) do update set sums = excluded.sums`,
    [campaignId, dayText(day), grain, changed, arrayOf(changed.map((hour) => writeSums(rows.get(hour) ?? new Map())))],
  );
}

function arrayOf(values: Buffer[]): Buffer {
  const array = new WireArray('bytea', 20 + values.reduce((sum, value) => sum + value.length + 4, 0));
  for (const value of values) array.add(value);
  return array.parameter();
}
