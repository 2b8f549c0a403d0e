import { type Actor, permit } from '@/domain/access/permissions';
import { type ErasureList, addTombstone } from '@/domain/uptake/erasure-list';
import { connection } from '@/db/client';
import { kept } from '@/db/kept-plan';

/** Every tombstone that the database holds, by campaign, and every campaign whose events were deleted by its retention rule. */
export async function listErasures(actor: Actor): Promise<ErasureList> {
  permit(actor, 'subjects:erase');
  const { pool } = await connection();
  const people = await pool.query<{ campaign: string; tombstone: string }>(`select c.key as campaign, encode(t.digest, 'hex') as tombstone from tombstones t join campaigns c on c.id = t.campaign_id`);
  const list: ErasureList = { tombstones: new Map(), deletions: [] };
  for (const row of people.rows) addTombstone(list, row);
  const over = await pool.query<{ key: string; created_at: Date; retention_days: number | null; events_deleted_at: Date }>('select key, created_at, retention_days, events_deleted_at from campaigns where events_deleted_at is not null order by id');
  for (const { key, created_at, retention_days, events_deleted_at } of over.rows) list.deletions.push({ campaign: key, created_at: created_at.toISOString(), retention_days: retention_days ?? 0, events_deleted_at: events_deleted_at.toISOString() });
  return list;
}

/** Of which instant the backup was that this installation was restored from, while no list of erasures has been applied to it since; else null. People erased after that instant are in it again. */
export async function restoredWithoutErasures(): Promise<Date | null> {
  const { pool } = await connection();
  const found = await pool.query<{ action: string; made_at: string | null }>(kept(
    // Every page asks: while the log is short the server reads all of it, and most entries are passed over by their text.
    `select entry::jsonb ->> 'action' as action, entry::jsonb #>> '{after,made_at}' as made_at from log_entries
     where entry like '%"installation.%' and entry::jsonb #>> '{object,id}' = 'database' and entry::jsonb ->> 'action' in ('installation.restore', 'installation.apply_erasures') order by seq desc limit 1`,
    [],
  ));
  const last = found.rows[0];
  return last?.action === 'installation.restore' && last.made_at !== null ? new Date(last.made_at) : null;
}
