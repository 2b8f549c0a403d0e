import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { addChanges, addToBlock, blockHalves, blockOf, scanBlock } from '@/domain/uptake/engine/block';
import { MoveList } from '@/domain/uptake/engine/move-list';
import { halfParts, hourParts, joinedParts, marksOf, moveLength } from '@/domain/uptake/engine/moves';
import { grains } from '@/domain/uptake/grain';
import { partChanges } from '@/domain/uptake/sql/refine';

type LedgerRow = { hour: number; moves: Buffer; marks: number[] | null; origins: Buffer | null; /** How many: null of a row that was not put together. */ instants: number | null; /** Whether the last of them is the row's. */ ends: boolean | null };
type Day = { id: number; day: string; rows: LedgerRow[] };

/** Names what is wrong with the sums within days: by half hours they are what the folded ledger rows add up to, line by line, by parts what those of them add up to that were put together. */
export async function checkHours(client: pg.ClientBase, campaignId: number): Promise<string[]> {
  const problems: string[] = [];
  const days = await client.query<{ day: string }>(
    'select day::text from (select distinct day from ledger where campaign_id = $1 and folded union select day from rollup_hours where campaign_id = $1 union select day from rollup_parts where campaign_id = $1) d order by day',
    [campaignId],
  );
  for (const { day } of days.rows) {
    const { rows } = await client.query<LedgerRow>('select hour, moves, marks, origins, cardinality(instants) as instants, recorded_at = instants[cardinality(instants)] as ends from ledger where campaign_id = $1 and day = $2 and folded', [campaignId, day]);
    const wrong = [...orderOf(rows), ...(await halvesOf(client, { id: campaignId, day, rows })), ...(await partsOf(client, { id: campaignId, day, rows }))];
    problems.push(...wrong.map((problem) => `${day}: ${problem}`));
  }
  return problems;
}

/** Whether each of a row's moves was recorded at one of its instants, the last of which is the row's. */
function isDated({ moves, origins, instants, ends }: LedgerRow): boolean {
  if (instants === null) return true;
  if (!ends || origins?.length !== (moves.length / moveLength) * 2) return false;
  for (let at = 0; at < origins.length; at += 2) if (origins.readUInt16LE(at) >= instants) return false;
  return true;
}

/** Whether a row's moves are in the order that its marks say, for as many parts as a reader knows. */
const isInOrder = ({ hour, moves, marks }: LedgerRow): boolean => marks === null || [hourParts, joinedParts].some((parts) => marks.length === parts - 1 && marksOf(moves, hour, parts).join() === marks.join());

function orderOf(rows: LedgerRow[]): string[] {
  const isWrong = rows.some((row) => !isInOrder(row));
  const problems = isWrong ? ['an hour of the ledger is not in the order that it is marked to be in.'] : [];
  return rows.some((row) => !isDated(row)) ? [...problems, 'an hour of the ledger holds moves without the instant they were recorded at.'] : problems;
}

async function halvesOf(client: pg.ClientBase, { id, day, rows }: Day): Promise<string[]> {
  const changes = new MoveList();
  for (const { hour, moves } of rows) changes.addHour(0, hour, moves);
  const blocks = [...new Set(changes.stepsTaken().map((half) => blockOf(half, blockHalves)))];
  const problems: string[] = [];
  for (const grain of grains) {
    const made = addChanges(new Map(), changes.changes(grain), blocks, blockHalves);
    const kept = await client.query<{ step: number; cells: Buffer }>('select block as step, cells from rollup_hours where campaign_id = $1 and grain = $2 and day = $3', [id, grain, day]);
    if (!areSame(made, kept.rows)) problems.push(`the sums by half hour of each ${grain} are not those of the ledger.`);
  }
  return problems;
}

async function partsOf(client: pg.ClientBase, { id, day, rows }: Day): Promise<string[]> {
  const hours = Map.groupBy(rows.filter(({ instants }) => instants !== null), ({ hour }) => hour);
  const halves = [...hours].flatMap(([hour, own]) => [...partChanges(hour, Buffer.concat(own.map(({ moves }) => moves)))]);
  const problems: string[] = [];
  for (const grain of grains) {
    const made = new Map(halves.map(([half, list]) => [half, addToBlock(Buffer.alloc(0), 0, list.changes(grain), halfParts)]));
    const kept = await client.query<{ step: number; cells: Buffer }>('select half as step, cells from rollup_parts where campaign_id = $1 and grain = $2 and day = $3', [id, grain, day]);
    if (!areSame(made, kept.rows)) problems.push(`the sums by part of each ${grain} are not those of the ledger.`);
  }
  return problems;
}

const areSame = (made: ReadonlyMap<number, Uint8Array>, kept: { step: number; cells: Buffer }[]) => kept.length === made.size && kept.every(({ step, cells }) => isSameBlock(made.get(step), cells));

/** Whether two blocks say the same: a release before wrote the same lines in other bytes. */
function isSameBlock(made: Uint8Array | undefined, kept: Uint8Array): boolean {
  const linesOf = (cells: Uint8Array) => {
    const lines: number[] = [];
    scanBlock(cells, (...line) => lines.push(...line));
    return lines;
  };
  return made !== undefined && (Buffer.compare(made, kept) === 0 || isDeepStrictEqual(linesOf(made), linesOf(kept)));
}
