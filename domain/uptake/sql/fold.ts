import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { copiedRows } from '@/db/copied-rows';
import { addChanges, blockDays, blockHalves, blockOf } from '@/domain/uptake/engine/block';
import { dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import { Changes } from '@/domain/uptake/engine/changes';
import { MoveList } from '@/domain/uptake/engine/move-list';
import { halfOf, hourKey, moveLength } from '@/domain/uptake/engine/moves';
import { type Grain, grains } from '@/domain/uptake/grain';
import { openAfter } from '@/domain/uptake/sql/ledger';
import { lockFolding } from '@/domain/uptake/sql/locks';
import { type HourCount, refine } from '@/domain/uptake/sql/refine';
import { foldTallies } from '@/domain/uptake/sql/tallies';
import { WireArray } from '@/domain/uptake/sql/wire';

/** Ledger rows taken in one folding, and in one reading: bounds on its memory. */
export const mostRows = 5_000;
const pageRows = 1_000;

/**
 * Adds the open rows of a campaign's ledger to its rollup, by days and by half hours, and those of its tallies to theirs, in the caller's transaction, and returns how many there
 * were. Numbers that are read do not change by it: a reader adds the open rows itself. Hours in which `refinedFrom` moves have gathered (without it: many) are summed by parts too.
 */
export async function fold(client: pg.ClientBase, campaignId: number, refinedFrom?: number): Promise<number> {
  await lockFolding(client, campaignId);
  const tallied = await foldTallies(client, campaignId);
  const moves = new MoveList();
  const { ids, counts } = await gather(client, campaignId, moves);
  if (ids.length === 0) return tallied;
  const touched = touchedBy(moves);
  const reading = (grain: Grain) => ahead(readHeld(client, campaignId, grain, touched));
  let upcoming = reading(grains[0]);
  let written: Promise<unknown> = Promise.resolve();
  for (const [i, grain] of grains.entries()) {
    const held = await upcoming;
    const next = grains[i + 1];
    if (next) upcoming = reading(next);
    const made = await addMoves(moves.changes(grain), held, touched);
    await written;
    written = ahead(write(client, campaignId, grain, made));
  }
  await written;
  await client.query('update ledger l set folded = true from unnest($1::bigint[]) with ordinality o(id, place) where l.id = o.id', [ids]);
  await refine(client, campaignId, counts, refinedFrom);
  return ids.length + tallied;
}

/** The blocks that the ledger's days lie in, and those that its half hours of each day lie in, in order. */
type Touched = { days: number[]; halves: Map<number, number[]> };
/** Blocks by number: of days, and of the half hours of each day. */
type Held = { days: Map<number, Buffer>; halves: Map<number, Map<number, Buffer>> };

/** A promise that is awaited later: by then another may have failed for both. */
function ahead<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  return promise;
}

function touchedBy(moves: MoveList): Touched {
  const touched: Touched = { days: [], halves: new Map() };
  for (const { day, half } of moves.stepsTaken().map(halfOf)) {
    const [ofDays, ofHalves] = [blockOf(day, blockDays), blockOf(half, blockHalves)];
    if (touched.days.at(-1) !== ofDays) touched.days.push(ofDays);
    const own = touched.halves.get(day);
    if (!own) touched.halves.set(day, [ofHalves]);
    else if (own.at(-1) !== ofHalves) own.push(ofHalves);
  }
  return touched;
}

/** Adds open rows to `moves`; returns their ids hour by hour, so that an hour's rows, written in this order, come to lie together, and how many moves each hour has. */
async function gather(client: pg.ClientBase, campaignId: number, moves: MoveList): Promise<{ ids: string[]; counts: HourCount[] }> {
  const taken: { id: string; hour: number }[] = [];
  const counts = new Map<number, HourCount>();
  while (taken.length < mostRows) {
    const page = await client.query<{ id: string; day: string; hour: number; moves: Buffer }>(
      `select id, day::text, hour, moves from ledger where ${openAfter} limit $3`,
      [campaignId, taken.at(-1)?.id ?? '0', pageRows],
    );
    for (const row of page.rows) {
      const day = dayNumber(row.day);
      moves.addHour(day, row.hour, row.moves);
      const hour = hourKey(day, row.hour);
      taken.push({ id: row.id, hour });
      const counted = counts.get(hour) ?? { day, hour: row.hour, moves: 0 };
      counts.set(hour, counted);
      counted.moves += row.moves.length / moveLength;
    }
    if (page.rows.length < pageRows) break;
  }
  return { ids: taken.sort((a, b) => a.hour - b.hour).map(({ id }) => id), counts: [...counts].sort(([a], [b]) => a - b).map(([, counted]) => counted) };
}

/** The blocks that may change, and the last one before these, which a new block opens with. */
async function readHeld(client: pg.ClientBase, campaignId: number, grain: Grain, touched: Touched): Promise<Held> {
  const [first, own] = [Math.min(...touched.days), `campaign_id = ${campaignId} and grain = ${pg.escapeLiteral(grain)}`];
  const rows = await copiedRows(client, `select null::int as day, block, cells from rollup where ${own} and block >= coalesce((select max(block) from rollup where ${own} and block < ${first}), ${first})
    union all select day - ${epoch}, block, cells from rollup_hours where ${own} and day = any(array[${[...touched.halves.keys()].map((day) => `${epoch} + ${day}`).join()}])`);
  const held: Held = { days: new Map(), halves: new Map([...touched.halves.keys()].map((day) => [day, new Map()])) };
  for (const [day, block, cells] of rows) if (block && cells) (day ? held.halves.get(day.readInt32BE()) : held.days)?.set(block.readInt32BE(), cells);
  return held;
}

const epoch = `date '1970-01-01'`;

/** The blocks that change or are new. Gives way between two days: what was asked of the server goes on meanwhile. */
async function addMoves(changes: Changes, held: Held, touched: Touched): Promise<Held> {
  const made: Held = { days: changed(held.days, changes.byDay(), touched.days, blockDays), halves: new Map() };
  const byDay = changes.halvesByDay();
  for (const [day, blocks] of held.halves) {
    await setImmediate();
    made.halves.set(day, changed(blocks, byDay.get(day) ?? new Changes(), touched.halves.get(day) ?? [], blockHalves));
  }
  return made;
}

function changed(blocks: ReadonlyMap<number, Buffer>, changes: Changes, touched: number[], steps: number): Map<number, Buffer> {
  return addChanges(blocks, changes, [...new Set([...blocks.keys(), ...touched])].sort((a, b) => a - b), steps);
}

async function write(client: pg.ClientBase, campaignId: number, grain: Grain, { days, halves }: Held): Promise<void> {
  await client.query(
    `insert into rollup (campaign_id, grain, block, cells) select $1, $2, r.* from unnest($3::int[], $4::bytea[]) r(block, cells)
     on conflict (campaign_id, grain, block) do update set cells = excluded.cells`,
    [campaignId, grain, [...days.keys()], WireArray.of([...days.values()])],
  );
  const rows = [...halves].flatMap(([day, blocks]) => [...blocks].map(([block, cells]) => ({ day: dayText(day), block, cells })));
  await client.query(
    `insert into rollup_hours (campaign_id, grain, day, block, cells) select $1, $2, r.* from unnest($3::date[], $4::int[], $5::bytea[]) r(day, block, cells)
     on conflict (campaign_id, grain, day, block) do update set cells = excluded.cells`,
    [campaignId, grain, rows.map(({ day }) => day), rows.map(({ block }) => block), WireArray.of(rows.map(({ cells }) => cells))],
  );
}
