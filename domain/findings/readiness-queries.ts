import { type Actor, permit } from '@/domain/access/permissions';
import { type OpenBlocker, blockersOf } from '@/domain/findings/gate-queries';
import { connection } from '@/db/client';
import { kept } from '@/db/kept-plan';

export type Readiness = { blockers: OpenBlocker[]; marked: { by: string; at: Date; pack: string; note: string } | null };

/** What keeps a campaign from sign-off now, and who marked it ready last, by which pack. */
export async function readReadiness(actor: Actor, campaign: string, now = new Date()): Promise<Readiness> {
  permit(actor, 'findings:read');
  const { pool } = await connection();
  const [blockers, marked] = await Promise.all([
    blockersOf(pool, { campaign }, now),
    pool.query<{ by: string; at: Date; pack: string; note: string }>(kept(
      `select coalesce(u.name, r.author) as by, r.recorded_at as at, r.pack, r.note from campaign_readiness r join campaigns c on c.id = r.campaign_id left join users u on u.id = r.author
       where c.key = $1 order by r.recorded_at desc, r.id desc limit 1`,
      [campaign],
    )),
  ]);
  return { blockers, marked: marked.rows[0] ?? null };
}
