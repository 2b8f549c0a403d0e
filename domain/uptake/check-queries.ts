import { type Actor, permit } from '@/domain/access/permissions';
import { judgement, selectDeltas, selectLateDeltas, sideColumns } from '@/domain/uptake/rollup';
import { connection } from '@/db/client';

/** Recomputes every campaign's rollups from its events and notices and names each row that differs. Reads only. */
export async function checkRollups(actor: Actor): Promise<{ campaigns: number; rows: number; problems: string[] }> {
  permit(actor, 'evidence:read');
  const { pool } = await connection();
  const campaigns = await pool.query<{ id: number; key: string; zone: string }>('select id, key, zone from campaigns order by id');
  const problems: string[] = [];
  let rows = 0;
  for (const { id, key, zone } of campaigns.rows) {
    const sides = `select 1 as sign, ${sideColumns.replace('e.proven', 'j.proven')} from events e cross join lateral (${judgement('e')}) j where e.campaign_id = $1 and j.counts`;
    const keys = 'grain, day, region, platform, channel, app_version, locale, state, opened, unproven';
    const found = await pool.query<{ kept: string | null; made: string | null; cell: string }>(
      `select s.n as kept, m.n as made, concat_ws(' ', ${keys}) as cell
       from (select ${keys}, n from rollup where campaign_id = $1 and n <> 0) s full join (${selectDeltas(sides)}) m using (${keys})`,
      [id, zone],
    );
    const late = await pool.query<{ kept: string | null; made: string | null; cell: string }>(
      `select s.n as kept, m.n as made, concat_ws(' ', deadline_id, day, region) as cell
       from (select deadline_id, day, region, n from rollup_late where campaign_id = $1 and n <> 0) s full join (${selectLateDeltas(sides)}) m using (deadline_id, day, region)`,
      [id, zone],
    );
    rows += found.rows.length + late.rows.length;
    for (const { kept, made, cell } of [...found.rows, ...late.rows]) {
      if (kept !== made) problems.push(`${key}: ${cell}: the rollup holds ${kept ?? 0}, the events say ${made ?? 0}.`);
    }
  }
  return { campaigns: campaigns.rows.length, rows, problems };
}
