import { canonicalize } from '@/domain/evidence/canonical';
import { connection } from '@/db/client';

/** Appends `count` canonical entries straight to the log, as fast as the server takes them. */
export async function growLog(count: number): Promise<void> {
  const { pool } = await connection();
  const found = await pool.query<{ next: number }>('select (coalesce(max(seq), -1) + 1)::int as next from log_entries');
  const next = found.rows[0]?.next ?? 0;
  const seqs = Array.from({ length: count }, (_, i) => next + i);
  const entries = seqs.map((seq) => canonicalize({ v: 1, seq, at: '2026-01-01T00:00:00.000Z', action: 'user.create', actor: { kind: 'system', id: 'cli' }, object: { type: 'user', id: String(seq) }, after: { seq } }));
  await pool.query('insert into log_entries (seq, entry) select * from unnest($1::bigint[], $2::text[])', [seqs, entries]);
}

/** Runs SQL as whoever administers the database may: with all triggers off. */
export async function asSuperuser(...statements: (string | [string, unknown[]])[]): Promise<void> {
  const { pool } = await connection();
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    for (const statement of statements) await (typeof statement === 'string' ? client.query(statement) : client.query(...statement));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
