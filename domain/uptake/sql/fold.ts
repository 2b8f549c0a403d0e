import type pg from 'pg';
import { type Change, addChanges, blockDays, blockHalves, blockOf } from '@/domain/uptake/engine/block';
import { dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import { MoveList } from '@/domain/uptake/engine/move-list';
import { halfOf, hourKey } from '@/domain/uptake/engine/moves';
import { byDay, halvesByDay } from '@/domain/uptake/engine/sums';
import { type Grain, grains } from '@/domain/uptake/grain';
import { lockFolding } from '@/domain/uptake/sql/locks';
import { foldTallies } from '@/domain/uptake/sql/tallies';
import { WireArray } from '@/domain/uptake/sql/wire';

/** Ledger rows taken in one folding, and in one reading: bounds on its memory. */
export const mostRows = 5_000;
const pageRows = 1_000;

/**
 * Adds the open rows of a campaign's ledger to its rollup, by days and by half hours, and those of its tallies to theirs, in the caller's transaction, and returns how many there
 * were. Numbers that are read do not change by it: a reader adds the open rows itself.
 */
export async function fold(client: pg.ClientBase, campaignId: number): Promise<number> {
  await lockFolding(client, campaignId);
  const tallied = await foldTallies(client, campaignId);
  const moves = new MoveList();
  const ids = await gather(client, campaignId, moves);
  if (ids.length === 0) return tallied;
  const taken = moves.stepsTaken().map(halfOf);
  const blocks = [...new Set(taken.map(({ day }) => blockOf(day, blockDays)))];
  const halfBlocks = halfBlocksOf(taken);
  for (const grain of grains) {
    const changes = moves.changes(grain);
    await foldDays(client, campaignId, grain, byDay(changes), blocks);
    await foldHalves(client, campaignId, grain, halvesByDay(changes), halfBlocks);
  }
  await client.query('update ledger l set folded = true from unnest($1::bigint[]) with ordinality o(id, place) where l.id = o.id', [ids]);
  return ids.length + tallied;
}

/** The blocks of half hours that are touched, by day; `taken` is in order of time. */
function halfBlocksOf(taken: readonly { day: number; half: number }[]): Map<number, number[]> {
  const touched = new Map<number, number[]>();
  for (const { day, half } of taken) {
    const block = blockOf(half, blockHalves);
    const own = touched.get(day);
    if (!own) touched.set(day, [block]);
    else if (own.at(-1) !== block) own.push(block);
  }
  return touched;
}

/** Adds open rows to `moves`; returns their ids hour by hour, so that an hour's rows, written in this order, come to lie together. */
async function gather(client: pg.ClientBase, campaignId: number, moves: MoveList): Promise<string[]> {
  const taken: { id: string; hour: number }[] = [];
  while (taken.length < mostRows) {
    const page = await client.query<{ id: string; day: string; hour: number; moves: Buffer }>(
      'select id, day::text, hour, moves from ledger where campaign_id = $1 and not folded and id > $2 order by id limit $3',
      [campaignId, taken.at(-1)?.id ?? '0', pageRows],
    );
    for (const row of page.rows) {
      const day = dayNumber(row.day);
      moves.addHour(day, row.hour, row.moves);
      taken.push({ id: row.id, hour: hourKey(day, row.hour) });
    }
    if (page.rows.length < pageRows) break;
  }
  return taken.sort((a, b) => a.hour - b.hour).map(({ id }) => id);
}

/** `touched` are the blocks that the ledger's days lie in. Blocks before these do not change; the last of them is what a new block opens with. */
async function foldDays(client: pg.ClientBase, campaignId: number, grain: Grain, changes: Change[], touched: number[]): Promise<void> {
  const found = await client.query<{ block: number; cells: Buffer }>(
    `select block, cells from rollup where campaign_id = $1 and grain = $2
     and block >= coalesce((select max(block) from rollup where campaign_id = $1 and grain = $2 and block < $3), $3)`,
    [campaignId, grain, Math.min(...touched)],
  );
  const rows = changed(new Map(found.rows.map(({ block, cells }) => [block, cells])), changes, touched, blockDays);
  await client.query(
    `insert into rollup (campaign_id, grain, block, cells) select $1, $2, r.* from unnest($3::int[], $4::bytea[]) r(block, cells)
     on conflict (campaign_id, grain, block) do update set cells = excluded.cells`,
    [campaignId, grain, rows.map(({ block }) => block), arrayOf(rows.map(({ cells }) => cells))],
  );
}

/** Each day's changes by its half hours; `touched` are the blocks that the ledger's half hours of a day lie in. */
async function foldHalves(client: pg.ClientBase, campaignId: number, grain: Grain, changes: Map<number, Change[]>, touched: Map<number, number[]>): Promise<void> {
  const found = await client.query<{ day: string; block: number; cells: Buffer }>(
    'select day::text, block, cells from rollup_hours where campaign_id = $1 and grain = $2 and day = any($3::date[])',
    [campaignId, grain, [...touched.keys()].map(dayText)],
  );
  const days = new Map([...touched.keys()].map((day) => [day, new Map<number, Buffer>()]));
  for (const { day, block, cells } of found.rows) days.get(dayNumber(day))?.set(block, cells);
  const rows = [...days].flatMap(([day, blocks]) => changed(blocks, changes.get(day) ?? [], touched.get(day) ?? [], blockHalves).map((row) => ({ day: dayText(day), ...row })));
  await client.query(
    `insert into rollup_hours (campaign_id, grain, day, block, cells) select $1, $2, r.* from unnest($3::date[], $4::int[], $5::bytea[]) r(day, block, cells)
     on conflict (campaign_id, grain, day, block) do update set cells = excluded.cells`,
    [campaignId, grain, rows.map(({ day }) => day), rows.map(({ block }) => block), arrayOf(rows.map(({ cells }) => cells))],
  );
}

function changed(blocks: ReadonlyMap<number, Buffer>, changes: Change[], touched: number[], steps: number): { block: number; cells: Buffer }[] {
  const numbers = [...new Set([...blocks.keys(), ...touched])].sort((a, b) => a - b);
  return [...addChanges(blocks, changes, numbers, steps)].map(([block, cells]) => ({ block, cells }));
}

function arrayOf(values: Buffer[]): Buffer {
  const array = new WireArray('bytea', 20 + values.reduce((sum, value) => sum + value.length + 4, 0));
  for (const value of values) array.add(value);
  return array.parameter();
}
