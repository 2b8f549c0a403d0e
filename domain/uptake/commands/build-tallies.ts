import { type Clock, systemClock } from '@/domain/clock';
import { lockCampaign, lockRecording } from '@/domain/uptake/sql/locks';
import { buildTallies } from '@/domain/uptake/sql/tallies';
import { connection, transact } from '@/db/client';

/**
 * Counts the tallies of every campaign whose events came before there were any; returns how many campaigns there were. Its chunks wait
 * meanwhile. No count changes by it, so it leaves no evidence. The worker calls it when it starts.
 */
export async function buildMissingTallies(clock: Clock = systemClock): Promise<number> {
  const { pool } = await connection();
  const open = await pool.query<{ id: number; zone: string }>('select id, zone from campaigns where not tallied order by id');
  for (const campaign of open.rows) {
    await transact(async ({ client }) => {
      await lockCampaign(client, campaign.id);
      const still = await client.query('select 1 from campaigns where id = $1 and not tallied', [campaign.id]);
      if (still.rowCount === 0) return;
      await lockRecording(client, campaign.id);
      await buildTallies(client, campaign, clock());
    });
  }
  return open.rows.length;
}
