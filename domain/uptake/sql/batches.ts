import type pg from 'pg';
import type { Actor } from '@/domain/access/permissions';
import type { Clock } from '@/domain/clock';
import { DomainError } from '@/domain/errors';
import { append } from '@/domain/evidence/log';
import { newId } from '@/domain/ids';
import type { EventFormat } from '@/domain/uptake/vocabulary';
import { connection, transact } from '@/db/client';

/** An open batch says so often that its body is on its way. */
const betweenSigns = 30_000;
const minutesUntilGivenUp = 3;

/** Opens a batch under the next number and returns its id; null when its Idempotency-Key is taken already in this campaign. */
export async function openBatch(pool: pg.Pool, campaignId: number, request: { source: string; format: EventFormat }, repeatKey: string | null, now: Date): Promise<string | null> {
  const id = newId(now);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const opened = await pool.query(
      `insert into batches (id, number, campaign_id, source, format, status, opened_at, alive_at, idempotency_key)
       select $1, coalesce(max(number), 0) + 1, $2, $3, $4, 'open', $5, clock_timestamp(), $6 from batches on conflict do nothing`,
      [id, campaignId, request.source, request.format, now, repeatKey],
    );
    if (opened.rowCount === 1) return id;
    if (repeatKey !== null && (await pool.query('select 1 from batches where campaign_id = $1 and idempotency_key = $2', [campaignId, repeatKey])).rowCount === 1) return null;
  }
  throw new DomainError('unavailable', 'Too many batches are being opened at once. Send the same request again.');
}

/** Closes an open batch with its evidence; one that is not open stays as it is. An interrupted one gives its Idempotency-Key back. */
export async function closeBatch(actor: Actor, batch: string, status: 'closed' | 'interrupted', sha256: string | null, now: Date): Promise<void> {
  await transact(async ({ tx, client }) => {
    const closed = await client.query<{ number: number; key: string; received: string; stored: string; duplicates: string; rejected: string }>(
      `update batches b set status = $2, body_sha256 = $3, closed_at = $4, idempotency_key = case when $2 = 'closed' then b.idempotency_key end from campaigns c
       where b.id = $1 and c.id = b.campaign_id and b.status = 'open' returning b.number, c.key, b.received, b.stored, b.duplicates, b.rejected`,
      [batch, status, sha256, now],
    );
    for (const row of closed.rows) {
      const counts = { received: Number(row.received), stored: Number(row.stored), duplicates: Number(row.duplicates), rejected: Number(row.rejected) };
      await append(tx, {
        action: 'batch.close', actor, object: { type: 'batch', id: batch }, at: now,
        after: { number: row.number, campaign: row.key, status, ...counts, body_sha256: sha256 },
      });
    }
  });
}

/**
 * What brings an open batch on, in its own commits. Meanwhile the batch says that it is on its way, by the server's clock, and where that fails it is closed as interrupted. The signs go beside
 * the pool, whose connections may all wait for a campaign that is being judged anew.
 */
export async function whileOpen<Result>(actor: Actor, batch: string, clock: Clock, work: () => Promise<Result>): Promise<Result> {
  const { aside } = await connection();
  const sign = () => aside.query(`update batches set alive_at = clock_timestamp() where id = $1 and status = 'open'`, [batch]).catch(() => undefined); // The next commit tells of a database that is away.
  const signs = setInterval(sign, betweenSigns).unref();
  try {
    return await work();
  } catch (error) {
    await closeBatch(actor, batch, 'interrupted', null, clock()).catch(() => undefined); // Where the database is away the worker closes it.
    throw error;
  } finally {
    clearInterval(signs);
  }
}

/** The open batches that nobody brings on any more: their process ended, or could not close them. */
export async function batchesGivenUp(pool: pg.Pool, idleMinutes = minutesUntilGivenUp): Promise<string[]> {
  const found = await pool.query<{ id: string }>(`select id from batches where status = 'open' and alive_at < clock_timestamp() - make_interval(mins => $1) order by number`, [idleMinutes]);
  return found.rows.map(({ id }) => id);
}
