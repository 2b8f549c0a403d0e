import { connection } from '@/db/client';

export type Entry = {
  v: number;
  seq: number;
  at: string;
  action: string;
  actor: { kind: string; id: string };
  object: { type: string; id: string };
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

/** The entries of the log from a number on, parsed. */
export async function entriesFrom(seq: number): Promise<Entry[]> {
  const { pool } = await connection();
  const found = await pool.query<{ entry: string }>('select entry from log_entries where seq >= $1 order by seq', [seq]);
  return found.rows.map((row): Entry => JSON.parse(row.entry));
}

/** The number the next entry will bear. */
export async function nextSeq(): Promise<number> {
  const { pool } = await connection();
  const found = await pool.query<{ next: number }>('select (coalesce(max(seq), -1) + 1)::int as next from log_entries');
  return found.rows[0]?.next ?? 0;
}
