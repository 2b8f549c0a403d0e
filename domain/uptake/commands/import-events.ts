import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type Actor, permit } from '@/domain/access/permissions';
import { type Clock, systemClock } from '@/domain/clock';
import { DomainError, invalid, missing } from '@/domain/errors';
import { append } from '@/domain/evidence/log';
import { newId } from '@/domain/ids';
import { type ChunkRow, ingestChunk } from '@/domain/uptake/ingest-chunk';
import { type LineError, parseEvent } from '@/domain/uptake/parse-event';
import { pseudonym } from '@/domain/uptake/pseudonym';
import { Truncated, readRecords } from '@/domain/uptake/read-records';
import { idempotencyKeyOf, repeatedAnswer } from '@/domain/uptake/repeat-queries';
import type { EventFormat } from '@/domain/uptake/vocabulary';
import { connection, transact } from '@/db/client';
import { secret } from '@/domain/secrets';

export type ImportError = LineError & { line: number };
export type ImportAnswer = { batch: string; received: number; stored: number; duplicates: number; rejected: number; errors: ImportError[] };
export type ImportRequest = { campaign: string; format: EventFormat; source: string; /** Makes the whole answer repeatable. */ idempotencyKey?: string };
type Progress = (answer: Omit<ImportAnswer, 'errors'>) => void;

export const defaultChunkSize = 50_000;
const shownErrors = 100;

/**
 * Takes a body of events of any length: chunks commit as they arrive, wrong lines are named and hold nothing else back, and the
 * answer comes after the last commit (contract section 4). Throws `missing` for an unknown campaign and `invalid` with the batch
 * and what was stored when the body is cut short; sending it again stores only what is not there yet.
 */
export async function importEvents(actor: Actor, request: ImportRequest, body: AsyncIterable<Uint8Array>, options: { clock?: Clock; onProgress?: Progress; chunkSize?: number } = {}): Promise<ImportAnswer> {
  permit(actor, 'events:write');
  const { clock = systemClock, chunkSize = defaultChunkSize } = options;
  const { pool } = await connection();
  const campaign = await findCampaign(pool, request.campaign);
  const repeatKey = idempotencyKeyOf(actor, request.idempotencyKey);
  const earlier = await repeatedAnswer(pool, repeatKey, shownErrors);
  if (earlier) return earlier;
  const batch = await openBatch(pool, campaign.id, request, repeatKey, clock());
  const key = secret('pseudonym');
  const hash = createHash('sha256');
  const answer: ImportAnswer = { batch, received: 0, stored: 0, duplicates: 0, rejected: 0, errors: [] };
  let rows: ChunkRow[] = [];
  let errors: ImportError[] = [];
  let chunk = 0;
  const flush = async () => {
    if (rows.length + errors.length === 0) return;
    const [taken, refused] = [rows, errors];
    [rows, errors, chunk] = [[], [], chunk + 1];
    const result = await storeChunk(campaign, { id: batch, chunk: `${batch}/${chunk}`, clock }, taken, refused);
    answer.received += taken.length + refused.length;
    answer.stored += result.stored;
    answer.duplicates += result.duplicates;
    answer.rejected += result.refused.length;
    answer.errors.push(...result.refused.slice(0, shownErrors - answer.errors.length));
    options.onProgress?.(answer);
  };
  try {
    for await (const record of readRecords(hashing(body, hash), request.format)) {
      const parsed = record.error ? { error: record.error } : parseEvent(record.value, clock());
      if (parsed.error) errors.push({ line: record.line, ...parsed.error });
      else rows.push({ line: record.line, subject: pseudonym(parsed.event.subject, key), event: parsed.event });
      if (rows.length + errors.length >= chunkSize) await flush();
    }
    await flush();
  } catch (error) {
    if (!isTruncation(error)) throw error;
    await flush();
    await closeBatch(actor, batch, 'interrupted', null, clock());
    throw invalid(
      `The body was cut short. Batch ${batch} holds what came before: ${answer.stored} stored, ${answer.duplicates} duplicates, ${answer.rejected} rejected. Send it again whole; nothing will be counted twice.`,
      [],
      'truncated',
    );
  }
  await closeBatch(actor, batch, 'closed', hash.digest('hex'), clock());
  return answer;
}

async function* hashing(body: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    hash.update(piece);
    yield piece;
  }
}

function isTruncation(error: unknown): boolean {
  if (error instanceof Truncated || error instanceof SyntaxError) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || code === 'ECONNRESET' || code === 'ABORT_ERR' || (error instanceof Error && /aborted|terminated/i.test(error.message) && code === '');
}

async function findCampaign(pool: pg.Pool, key: string): Promise<{ id: number; zone: string }> {
  const found = await pool.query<{ id: number; zone: string }>('select id, zone from campaigns where key = $1', [key]);
  const campaign = found.rows[0];
  if (!campaign) throw missing(`The campaign ${key}`);
  return campaign;
}

async function openBatch(pool: pg.Pool, campaignId: number, request: ImportRequest, repeatKey: string | null, now: Date): Promise<string> {
  const id = newId(now);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const opened = await pool.query(
      `insert into batches (id, number, campaign_id, source, format, status, opened_at, last_chunk_at, idempotency_key)
       select $1, coalesce(max(number), 0) + 1, $2, $3, $4, 'open', $5, $5, $6 from batches on conflict do nothing`,
      [id, campaignId, request.source, request.format, now, repeatKey],
    );
    if (opened.rowCount === 1) return id;
  }
  throw new DomainError('unavailable', 'Too many batches are being opened at once. Send the same request again.');
}

async function storeChunk(
  campaign: { id: number; zone: string },
  batch: { id: string; chunk: string; clock: Clock },
  rows: ChunkRow[],
  errors: ImportError[],
): Promise<{ stored: number; duplicates: number; refused: ImportError[] }> {
  return transact(async ({ client }) => {
    const result = await ingestChunk(client, campaign, batch, rows);
    const conflicts = result.conflicts.map((line): ImportError => ({ line, field: 'id', code: 'id_conflict', message: 'This id is taken by another event of the same subject in this campaign.' }));
    const refused = [...errors, ...conflicts].sort((a, b) => a.line - b.line);
    await client.query(
      `insert into batch_errors (batch_id, line, field, code, message)
       select $1, * from unnest($2::bigint[], $3::text[], $4::text[], $5::text[])`,
      [batch.id, refused.map((e) => e.line), refused.map((e) => e.field), refused.map((e) => e.code), refused.map((e) => e.message)],
    );
    await client.query(
      `update batches set received = received + $2, stored = stored + $3, duplicates = duplicates + $4, rejected = rejected + $5, last_chunk_at = $6 where id = $1`,
      [batch.id, rows.length + errors.length, result.stored, result.duplicates, refused.length, result.recordedAt],
    );
    return { stored: result.stored, duplicates: result.duplicates, refused };
  });
}

async function closeBatch(actor: Actor, batch: string, status: 'closed' | 'interrupted', sha256: string | null, now: Date): Promise<void> {
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

/** Closes the batches that an earlier process left open, each with its evidence; returns how many. Called when the server starts. */
export async function closeInterruptedBatches(clock: Clock = systemClock, idleMinutes = 10): Promise<number> {
  const { pool } = await connection();
  const now = clock();
  const open = await pool.query<{ id: string }>(`select id from batches where status = 'open' and last_chunk_at < $1 order by number`, [new Date(now.getTime() - idleMinutes * 60_000)]);
  for (const { id } of open.rows) await closeBatch({ kind: 'system', id: 'worker' }, id, 'interrupted', null, now);
  return open.rows.length;
}
