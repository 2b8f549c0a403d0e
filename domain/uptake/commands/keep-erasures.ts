import { readErasureList, readKeptList, writeErasureList, writeKeptList } from '@/domain/uptake/erasure-list';
import { listErasures } from '@/domain/uptake/erasure-queries';
import { connection } from '@/db/client';

const worker = { kind: 'system', id: 'worker' } as const;

/**
 * Keeps the list of erasures outside the database up to date, so that a backup restored later can be told of those made since. A tombstone that is on the list stays there, also when the
 * database was put back, until its campaign's events are deleted for good. `known` is what it returned last: while the number of tombstones is that, nothing is read. The worker calls it.
 */
export async function keepErasures(known: number): Promise<number> {
  const { pool } = await connection();
  const found = await pool.query<{ n: number }>('select count(*)::int as n from tombstones');
  const count = found.rows[0]?.n ?? 0;
  if (count === known) return count;
  const list = await listErasures(worker);
  const kept = readKeptList();
  if (kept !== null) for (const [campaign, tombstones] of readErasureList(kept)) list.set(campaign, new Set([...(list.get(campaign) ?? []), ...tombstones]));
  const over = await pool.query<{ key: string }>('select key from campaigns where events_deleted_at is not null');
  for (const { key } of over.rows) list.delete(key);
  const text = writeErasureList(list);
  if (text !== kept) writeKeptList(text);
  return count;
}
