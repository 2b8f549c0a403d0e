import { type Actor, permit } from '@/domain/access/permissions';
import type { ErasureList } from '@/domain/uptake/erasure-list';
import { connection } from '@/db/client';
import { kept } from '@/db/kept-plan';

/** Every tombstone that the database holds, by campaign. */
export async function listErasures(actor: Actor): Promise<ErasureList> {
  permit(actor, 'subjects:erase');
  const { pool } = await connection();
  const found = await pool.query<{ campaign: string; tombstone: string }>(`select c.key as campaign, encode(t.digest, 'hex') as tombstone from tombstones t join campaigns c on c.id = t.campaign_id`);
  const list: ErasureList = new Map();
  for (const { campaign, tombstone } of found.rows) list.set(campaign, (list.get(campaign) ?? new Set()).add(tombstone));
  return list;
}

/** Of which instant the backup was that this installation was restored from, while no list of erasures has been applied to it since; else null. People erased after that instant are in it again. */
export async function restoredWithoutErasures(): Promise<Date | null> {
  const { pool } = await connection();
  const found = await pool.query<{ action: string; made_at: string | null }>(kept(
    `select entry::jsonb ->> 'action' as action, entry::jsonb #>> '{after,made_at}' as made_at from log_entries
     where entry::jsonb #>> '{object,id}' = 'database' and entry::jsonb ->> 'action' in ('installation.restore', 'installation.apply_erasures') order by seq desc limit 1`,
    [],
  ));
  const last = found.rows[0];
  return last?.action === 'installation.restore' && last.made_at !== null ? new Date(last.made_at) : null;
}
