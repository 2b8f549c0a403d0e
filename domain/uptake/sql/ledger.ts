import type pg from 'pg';
import { dayText } from '@/domain/uptake/engine/calendar';
import type { HourMoves } from '@/domain/uptake/engine/moves';
import { WireArray } from '@/domain/uptake/sql/wire';

/** The open rows of campaign $1 after id $2, in order of ids. Said as the index of open rows is made, and as no other is: a server that counted its rows while most of them were open would go through all of them by their ids. */
export const openAfter = 'not folded and (campaign_id, id) > ($1, $2) and campaign_id <= $1 order by campaign_id, id';

/** Adds moves to the ledger as recorded at an instant, which the caller read under `lockRecording`. Returns the ids of the rows. */
export async function appendMoves(client: pg.ClientBase, campaignId: number, recordedAt: Date, hours: HourMoves[]): Promise<string[]> {
  if (hours.length === 0) return [];
  const added = await client.query<{ id: string }>(
    `insert into ledger (campaign_id, day, hour, recorded_at, moves, marks)
     select $1, h.day, h.hour, $2, h.moves, h.marks::int[] from unnest($3::date[], $4::int[], $5::bytea[], $6::text[]) h(day, hour, moves, marks) returning id`,
    [campaignId, recordedAt, hours.map(({ day }) => dayText(day)), hours.map(({ hour }) => hour), WireArray.of(hours.map(({ moves }) => moves)), hours.map(({ marks }) => marks && `{${marks.join()}}`)],
  );
  return added.rows.map(({ id }) => id);
}

/** Dates rows that were added earlier in the same transaction: work that takes long reads its instant at its end, under `lockRecording`. */
export async function dateMoves(client: pg.ClientBase, ids: string[], recordedAt: Date): Promise<void> {
  await client.query('update ledger set recorded_at = $1 where id = any($2::bigint[])', [recordedAt, ids]);
}
