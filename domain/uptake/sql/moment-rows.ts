import { type Change, blockOf } from '@/domain/uptake/engine/block';
import { dayNumber } from '@/domain/uptake/engine/calendar';
import { MoveList } from '@/domain/uptake/engine/move-list';
import { hourMicros, readMoves } from '@/domain/uptake/engine/moves';
import { type Grain, grainFor } from '@/domain/uptake/grain';
import { type Moment, calendarAt, micros } from '@/domain/uptake/moment-queries';
import type { Tally } from '@/domain/uptake/rates';
import type { Asker } from '@/domain/uptake/sql/locks';
import type { Words } from '@/domain/uptake/sql/words';
import type { GroupingDimension } from '@/domain/uptake/vocabulary';

/** How many stand where, and how many of the accepted were late for a deadline or in time by their own, by code. */
export type Standing = { tally: Tally; marks: Map<number, number> };
export type CellSource = {
  client: Asker;
  campaign: { id: number; zone: string };
  words: Words;
  moment: Moment;
  /** Null: as known now. Else what was recorded by then. */
  knownAt: Date | null;
  /** Groupings that will be asked for, so that one statement brings them all. */
  wanted: readonly Grain[];
  /** What was read already, per moment, and the answers to questions. */
  held: Map<number, Held>;
  answers: Map<string, Map<string, Standing>>;
};

export type Base = { /** The last day that the rollup answers for. */ day: number; inside: { day: number; hour: number; offset: number } | null };
export type Row = { block: number; cells: Buffer };
/** What the database says about a moment: per grouping the last block of days and of the moment's own day's hours, and the ledger rows that neither says. */
export type Held = { base: Base; days: Map<Grain, Row | null>; hours: Map<Grain, Row | null>; rest: MoveList; /** The rest in a grouping, once somebody asked. */ changes: Map<Grain, Change[]> };

/** A source that has read nothing yet; `wanted` are the groupings that will be asked for. */
export const cellSource = (about: Pick<CellSource, 'client' | 'campaign' | 'words' | 'moment' | 'knownAt'>, wanted: GroupingDimension[][] = []): CellSource =>
  ({ ...about, wanted: [...new Set(wanted.map(grainFor))], held: new Map(), answers: new Map() });

/** The same source at another moment, which is asked for less. */
export const atMoment = (source: CellSource, moment: Moment): CellSource => ({ ...source, moment, wanted: [] });

/** Where the moment lies: at a day's end, or inside a day, which begins with the end of the day before. */
async function baseOf({ client, campaign, moment }: CellSource): Promise<Base> {
  const lastDay = dayNumber(moment.lastDay);
  if (moment.wholeDay) return { day: lastDay, inside: null };
  const offset = micros(moment.asOf) - (await calendarAt(client, campaign.zone, micros(moment.asOf))).startOf(lastDay);
  return { day: lastDay - 1, inside: { day: lastDay, hour: Math.floor(offset / hourMicros), offset } };
}

type Found = { kind: 'days' | 'hours' | 'open' | 'inside' | 'later'; grain: Grain; day: string; block: number; known: boolean; bytes: Buffer };

/**
 * The rows about a moment, of these groupings, in one statement: `open` is not folded yet, `inside` of the hour that `asOf` lies in, `later`, which counts the other
 * way, recorded after `knownAt`.
 */
async function readRows({ client, campaign, moment, knownAt }: CellSource, { day, inside }: Base, grains: readonly Grain[], withLedger: boolean): Promise<Found[]> {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const [id, asked] = [parameter(campaign.id), parameter(grains)];
  const blocks = (kind: string, table: string, until: number, which = '') =>
    `select '${kind}' as kind, r.grain, '' as day, r.block, true as known, r.cells as bytes from ${table} r where r.campaign_id = ${id} and r.grain = any(${asked}) ${which}
     and r.block = (select max(block) from ${table} where campaign_id = ${id} and grain = r.grain ${which} and block <= ${parameter(until)})`;
  const parts = [blocks('days', 'rollup', blockOf(day))];
  if (inside && inside.hour > 0) parts.push(blocks('hours', 'rollup_hours', blockOf(inside.hour - 1), `and day = ${parameter(moment.lastDay)}`));
  if (withLedger) {
    const last = parameter(moment.lastDay);
    const at = knownAt && parameter(knownAt);
    const known = at ? `recorded_at <= ${at}` : 'true';
    const ledger = (kind: string, which: string, isKnown: string) => `select '${kind}', '', day::text, 0, ${isKnown}, moves from ledger where campaign_id = ${id} and ${which}`;
    parts.push(ledger('open', `not folded and day <= ${last}`, known));
    if (inside) parts.push(ledger('inside', `folded and ${known} and day = ${last} and hour = ${parameter(inside.hour)}`, 'true'));
    if (at) parts.push(ledger('later', `folded and recorded_at > ${at} and day <= ${last}`, 'false'));
  }
  const found = await client.query<Found>(parts.join(' union all '), values);
  return found.rows;
}

/** What is held about the source's moment, these groupings among it. */
export async function hold(source: CellSource, grains: readonly Grain[]): Promise<Held> {
  const key = source.moment.asOf.getTime();
  const known = source.held.get(key);
  const held = known ?? { base: await baseOf(source), days: new Map(), hours: new Map(), rest: new MoveList(), changes: new Map() };
  const asked = [...new Set([...grains, ...(known ? [] : source.wanted)])].filter((grain) => !held.days.has(grain));
  if (asked.length === 0) return held;
  const rows = await readRows(source, held.base, asked, !known);
  for (const grain of asked) {
    held.days.set(grain, rowOf(rows, 'days', grain));
    held.hours.set(grain, rowOf(rows, 'hours', grain));
  }
  for (const row of rows) if (row.kind !== 'days' && row.kind !== 'hours') addMoves(held.rest, row, held.base);
  source.held.set(key, held);
  return held;
}

function rowOf(rows: Found[], kind: Found['kind'], grain: Grain): Row | null {
  const row = rows.find((one) => one.kind === kind && one.grain === grain);
  return row ? { block: row.block, cells: row.bytes } : null;
}

/** The rest in a grouping, in order of (slot, code, day). */
export function restIn({ rest, changes }: Held, grain: Grain): Change[] {
  const known = changes.get(grain) ?? rest.changes(grain);
  changes.set(grain, known);
  return known;
}

/** Adds what a ledger row changes beyond the blocks: its moves before the moment, less those that the blocks hold. */
function addMoves(rest: MoveList, row: Found, { inside }: Base): void {
  const day = dayNumber(row.day);
  const isInside = day === inside?.day;
  const folded = row.kind !== 'open';
  readMoves(row.bytes, (offset, cell, code, n) => {
    const isBefore = !isInside || offset < inside.offset;
    const isSummed = folded && (!isInside || Math.floor(offset / hourMicros) < inside.hour);
    const change = (row.known && isBefore ? 1 : 0) - (isSummed ? 1 : 0);
    if (change !== 0) rest.add(day, cell, code, change * n);
  });
}
