import type pg from 'pg';
import { dayText } from '@/domain/uptake/engine/calendar';
import type { DayMoves } from '@/domain/uptake/engine/moves';
import { WireArray } from '@/domain/uptake/sql/wire';

/** Adds moves to the ledger as recorded at an instant, which the caller read under `lockRecording`. */
export async function appendMoves(client: pg.ClientBase, campaignId: number, recordedAt: Date, days: DayMoves[]): Promise<void> {
  if (days.length === 0) return;
  const moves = new WireArray('bytea', 20 + days.reduce((sum, day) => sum + day.moves.length + 4, 0));
  for (const day of days) moves.add(day.moves);
  await client.query(
    `insert into ledger (campaign_id, day, last_offset, recorded_at, moves)
     select $1, d.day, d.last_offset, $2, d.moves from unnest($3::date[], $4::bigint[], $5::bytea[]) d(day, last_offset, moves)`,
    [campaignId, recordedAt, days.map(({ day }) => dayText(day)), days.map(({ lastOffset }) => lastOffset), moves.parameter()],
  );
}
