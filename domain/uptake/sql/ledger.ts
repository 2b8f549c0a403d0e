import type pg from 'pg';
import { dayText } from '@/domain/uptake/engine/calendar';
import type { HourMoves } from '@/domain/uptake/engine/moves';
import { WireArray } from '@/domain/uptake/sql/wire';

/** Adds moves to the ledger as recorded at an instant, which the caller read under `lockRecording`. */
export async function appendMoves(client: pg.ClientBase, campaignId: number, recordedAt: Date, hours: HourMoves[]): Promise<void> {
  if (hours.length === 0) return;
  const moves = new WireArray('bytea', 20 + hours.reduce((sum, hour) => sum + hour.moves.length + 4, 0));
  for (const hour of hours) moves.add(hour.moves);
  await client.query(
    `insert into ledger (campaign_id, day, hour, recorded_at, moves)
     select $1, h.day, h.hour, $2, h.moves from unnest($3::date[], $4::int[], $5::bytea[]) h(day, hour, moves)`,
    [campaignId, recordedAt, hours.map(({ day }) => dayText(day)), hours.map(({ hour }) => hour), moves.parameter()],
  );
}
