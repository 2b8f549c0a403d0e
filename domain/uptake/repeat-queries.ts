import type pg from 'pg';
import type { Actor } from '@/domain/access/permissions';
import { conflict } from '@/domain/errors';
import type { LineErrorCode } from '@/domain/uptake/vocabulary';

type Answer = { batch: string; received: number; stored: number; duplicates: number; rejected: number; errors: { line: number; field: string | null; code: LineErrorCode; message: string }[] };

/** An Idempotency-Key as it is stored: keys of different senders never meet. */
export const idempotencyKeyOf = (actor: Actor, key: string | undefined): string | null => (key === undefined ? null : `${actor.id}:${key.slice(0, 255)}`);

/** The answer that an earlier request with the same key got, or null. Throws `conflict` while that request is still being taken. */
export async function repeatedAnswer(pool: pg.Pool, key: string | null, shownErrors: number): Promise<Answer | null> {
  if (key === null) return null;
  const found = await pool.query<{ id: string; status: string; received: string; stored: string; duplicates: string; rejected: string }>(
    'select id, status, received, stored, duplicates, rejected from batches where idempotency_key = $1',
    [key],
  );
  const batch = found.rows[0];
  if (!batch) return null;
  if (batch.status === 'open') throw conflict('A request with this Idempotency-Key is still being taken. Ask again when it is done.', 'in_flight');
  const errors = await pool.query<Answer['errors'][number] & { line: string }>('select line, field, code, message from batch_errors where batch_id = $1 order by line limit $2', [batch.id, shownErrors]);
  return {
    batch: batch.id, received: Number(batch.received), stored: Number(batch.stored), duplicates: Number(batch.duplicates), rejected: Number(batch.rejected),
    errors: errors.rows.map((error) => ({ ...error, line: Number(error.line) })),
  };
}
