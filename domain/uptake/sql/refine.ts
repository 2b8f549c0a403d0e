import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import { copiedRows } from '@/db/copied-rows';
import { addToBlock } from '@/domain/uptake/engine/block';
import { dayText } from '@/domain/uptake/engine/calendar';
import { MoveList } from '@/domain/uptake/engine/move-list';
import { type JoinedMoves, type RecordedMoves, halfMicros, halfParts, joinMoves, moveLength, partMicros, readMoves } from '@/domain/uptake/engine/moves';
import { type Grain, grains } from '@/domain/uptake/grain';
import { WireArray } from '@/domain/uptake/sql/wire';

/** So many moves of an hour that only half hours sum up are summed by parts as well: what a reader has to go through of an hour does not grow with the people. */
export const manyMoves = 8_192;
/** Hours whose moves and sums are in memory at once. */
const hoursAtOnce = 8;
/** Moves of rows that become one. */
const mostJoined = 262_144;

/** So many moves of an hour were just folded. */
export type HourCount = { day: number; hour: number; moves: number };
type Hour = { day: string; hour: number };
/** A folded ledger row that only half hours sum up. */
type CoarseRow = Hour & RecordedMoves & { id: bigint };
type JoinedRow = Hour & JoinedMoves & { ids: bigint[] };
type PartRow = { grain: Grain; day: string; half: number; cells: Buffer };

/**
 * Counts moves as summed by half hours only. Of every hour that has so many of them (`from`) puts the ledger rows together, and sums them by parts: the change of each part in each
 * grouping, added to what the hour's earlier moves came to. In the transaction of a folding, so that readers find a move of the hour in one of both forms.
 */
export async function refine(client: pg.ClientBase, campaignId: number, counts: readonly HourCount[], from = manyMoves): Promise<void> {
  await client.query(
    `insert into ledger_hours (campaign_id, day, hour, coarse) select $1, c.* from unnest($2::date[], $3::int[], $4::int[]) c
     on conflict (campaign_id, day, hour) do update set coarse = ledger_hours.coarse + excluded.coarse`,
    [campaignId, counts.map(({ day }) => dayText(day)), counts.map(({ hour }) => hour), counts.map(({ moves }) => moves)],
  );
  const due = await client.query<Hour>('select day::text, hour from ledger_hours where campaign_id = $1 and coarse >= $2 order by day, hour', [campaignId, from]);
  for (let i = 0; i < due.rows.length; i += hoursAtOnce) await refineHours(client, campaignId, due.rows.slice(i, i + hoursAtOnce));
}

async function refineHours(client: pg.ClientBase, campaignId: number, hours: Hour[]): Promise<void> {
  const coarse = await readCoarse(client, campaignId, hours);
  const held = await readParts(client, campaignId, hours);
  const joined: JoinedRow[] = [];
  for (const rows of groupsOf(coarse)) {
    await setImmediate(); // What was asked of the server goes on meanwhile.
    const row = joinRows(rows);
    for (const part of partsAfter(row, held)) held.set(nameOf(part.grain, part.day, part.half), part);
    joined.push(row);
  }
  await writeJoined(client, campaignId, joined);
  await writeParts(client, campaignId, [...held.values()]);
  await client.query('update ledger_hours h set coarse = 0 from unnest($2::date[], $3::int[]) r(day, hour) where h.campaign_id = $1 and h.day = r.day and h.hour = r.hour', [campaignId, hours.map(({ day }) => day), hours.map(({ hour }) => hour)]);
}

const listOf = (hours: Hour[]) => `(values ${hours.map(({ day, hour }) => `(date '${day}', ${hour})`).join()}) w(day, hour)`;

async function readCoarse(client: pg.ClientBase, campaignId: number, hours: Hour[]): Promise<CoarseRow[]> {
  const rows = await copiedRows(client, `select w.day::text, w.hour, l.id, (extract(epoch from l.recorded_at) * 1000000)::bigint, l.moves from ${listOf(hours)}
    cross join lateral (select id, recorded_at, moves from ledger where campaign_id = ${campaignId} and day = w.day and hour = w.hour and folded and instants is null offset 0) l order by w.day, w.hour, l.id`);
  return rows.map(([day, hour, id, recorded, moves]) => ({ day: String(day), hour: numberOf(hour), id: id?.readBigInt64BE() ?? 0n, recorded: recorded?.readBigInt64BE() ?? 0n, moves: moves ?? none }));
}

/** Rows that become one: of the same hour, and not too many. */
function groupsOf(rows: CoarseRow[]): CoarseRow[][] {
  const groups: CoarseRow[][] = [];
  let moves = 0;
  for (const row of rows) {
    const last = groups.at(-1);
    const fits = last?.[0]?.day === row.day && last[0].hour === row.hour && moves + row.moves.length / moveLength <= mostJoined;
    if (fits) last?.push(row);
    else groups.push([row]);
    moves = (fits ? moves : 0) + row.moves.length / moveLength;
  }
  return groups;
}

function joinRows(rows: CoarseRow[]): JoinedRow {
  const { day, hour } = rows[0] ?? { day: '', hour: 0 };
  return { day, hour, ids: rows.map(({ id }) => id), ...joinMoves(rows, hour) };
}

/** Puts joined rows in the place of those that they are made of. */
async function writeJoined(client: pg.ClientBase, campaignId: number, rows: JoinedRow[]): Promise<void> {
  await client.query(
    `insert into ledger (campaign_id, day, hour, recorded_at, folded, moves, marks, instants, origins)
     select $1, j.day, j.hour, l.instants[cardinality(l.instants)], true, j.moves, j.marks::int[], l.instants, j.origins
     from unnest($2::date[], $3::int[], $4::bytea[], $5::text[], $6::bytea[], $7::text[]) j(day, hour, moves, marks, origins, ids)
     cross join lateral (select array_agg(distinct recorded_at order by recorded_at) as instants from ledger where id = any(j.ids::bigint[])) l`,
    [campaignId, rows.map(({ day }) => day), rows.map(({ hour }) => hour), WireArray.of(rows.map(({ moves }) => moves)), rows.map(({ marks }) => marks && `{${marks.join()}}`), WireArray.of(rows.map(({ origins }) => origins)), rows.map(({ ids }) => `{${ids.join()}}`)],
  );
  await client.query('delete from ledger where id = any($1::bigint[])', [rows.flatMap(({ ids }) => ids)]);
}

/** The parts of these hours as they stand, by grouping, day and half hour. */
async function readParts(client: pg.ClientBase, campaignId: number, hours: Hour[]): Promise<Map<string, PartRow>> {
  const rows = await copiedRows(client, `select p.grain, p.day::text, p.half, p.cells from ${listOf(hours)} cross join generate_series(0, 1) second cross join unnest('{${grains.join()}}'::text[]) g(grain)
    cross join lateral (select * from rollup_parts where campaign_id = ${campaignId} and grain = g.grain and day = w.day and half = w.hour * 2 + second offset 0) p`);
  const parts = rows.map(([grain, day, half, cells]) => ({ grain: String(grain) as Grain, day: String(day), half: numberOf(half), cells: cells ?? none }));
  return new Map(parts.map((part) => [nameOf(part.grain, part.day, part.half), part]));
}

function partsAfter({ day, hour, moves }: Pick<JoinedRow, 'day' | 'hour' | 'moves'>, held: ReadonlyMap<string, PartRow>): PartRow[] {
  return [...partChanges(hour, moves)].flatMap(([half, list]) =>
    grains.map((grain) => ({ grain, day, half, cells: addToBlock(held.get(nameOf(grain, day, half))?.cells ?? none, 0, list.changes(grain), halfParts) })),
  );
}

/** An hour's moves by its half hours, each part of a half hour as a step from 0. */
export function partChanges(hour: number, moves: Buffer): Map<number, MoveList> {
  const halves = new Map([hour * 2, hour * 2 + 1].map((half) => [half, new MoveList()]));
  readMoves(moves, (offset, cell, code, n) => {
    const half = Math.floor(offset / halfMicros);
    halves.get(half)?.add(Math.floor((offset - half * halfMicros) / partMicros), cell, code, n);
  });
  return halves;
}

async function writeParts(client: pg.ClientBase, campaignId: number, rows: PartRow[]): Promise<void> {
  await client.query(
    `insert into rollup_parts (campaign_id, grain, day, half, cells) select $1, p.* from unnest($2::text[], $3::date[], $4::int[], $5::bytea[]) p
     on conflict (campaign_id, grain, day, half) do update set cells = excluded.cells`,
    [campaignId, rows.map(({ grain }) => grain), rows.map(({ day }) => day), rows.map(({ half }) => half), WireArray.of(rows.map(({ cells }) => cells))],
  );
}

const none = Buffer.alloc(0);
const numberOf = (column: Buffer | null | undefined) => column?.readInt32BE() ?? 0;
const nameOf = (grain: string, day: string, half: number) => `${grain} ${day} ${half}`;
