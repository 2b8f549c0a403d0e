import { joinErasureLists, readErasureList, readKeptList, writeErasureList, writeKeptList } from '@/domain/uptake/erasure-list';
import { listErasures } from '@/domain/uptake/erasure-queries';
import { connection } from '@/db/client';

const worker = { kind: 'system', id: 'worker' } as const;

/**
 * Keeps the list of erasures outside the database up to date, so that a backup restored later can be told of those made since. What is on the list stays there, also when the
 * database was put back or a campaign's events are deleted: a backup from before holds them. `known` is what it returned last: while that is so, nothing is read. The worker calls it.
 */
export async function keepErasures(known: string): Promise<string> {
  const { pool } = await connection();
  const found = await pool.query<{ mark: string }>(`select (select count(*) from tombstones) || ' people, ' || (select count(*) from campaigns where events_deleted_at is not null) || ' campaigns' as mark`);
  const mark = found.rows[0]?.mark ?? '';
  if (mark === known) return mark;
  const [kept, held] = [readKeptList(), await listErasures(worker)];
  const list = kept === null ? held : joinErasureLists(readErasureList(kept), held);
  const text = writeErasureList(list);
  if (text !== kept) writeKeptList(text);
  return mark;
}
