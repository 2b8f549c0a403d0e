import type pg from 'pg';
import { dayText } from '@/domain/uptake/engine/calendar';
import type { DayMoves } from '@/domain/uptake/engine/moves';
import { WireArray } from '@/domain/uptake/sql/wire';

/** Adds moves to the ledger as recorded at an instant, which the caller read under `lockRecording`. Returns the ids of the rows. */
export async function appendMoves(client: pg.ClientBase, campaignId: number, recordedAt: Date, days: DayMoves[]): Promise<string[]> {
  if (days.length === 0) return [];
  const moves = new WireArray('bytea', 20 + days.reduce((sum, day) => sum + day.moves.length + 4, 0));
  for (const day of days) moves.add(day.moves);
  const added = await client.query<{ id: string }>(
    `insert into ledger (campaign_id, day, last_offset, recorded_at, moves)
     select $1, d.day, d.last_offset, $2, d.moves from unnest($3::date[], $4::bigint[], $5::bytea[]) d(day, last_offset, moves) returning id`,
    [campaignId, recordedAt, days.map(({ day }) => dayText(day)), days.map(({ lastOffset }) => lastOffset), moves.parameter()],
  );
  return added.rows.map(({ id }) => id);
}

/** Dates rows that were added earlier in the same transaction: work that takes long reads its instant at its end, under `lockRecording`. */
export async function dateMoves(client: pg.ClientBase, ids: string[], recordedAt: Date): Promise<void> {
  await client.query('update ledger set recorded_at = $1 where id = any($2::bigint[])', [recordedAt, ids]);
}
