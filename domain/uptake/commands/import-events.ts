import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type Actor, permit } from '@/domain/access/permissions';
import { type Clock, systemClock } from '@/domain/clock';
import { DomainError, invalid, missing } from '@/domain/errors';
import { append } from '@/domain/evidence/log';
import { newId } from '@/domain/ids';
import type { EventChunk, LineFault } from '@/domain/uptake/columns';
import { readChunks } from '@/domain/uptake/read-chunks';
import { Truncated } from '@/domain/uptake/read-records';
import { idempotencyKeyOf, repeatedAnswer } from '@/domain/uptake/repeat-queries';
import { foldWhenLong } from '@/domain/uptake/commands/fold-campaigns';
import { type ChunkResult, type NumberedChunk, ingestChunk } from '@/domain/uptake/sql/ingest-chunk';
import { type Words, wordsOf } from '@/domain/uptake/sql/words';
import type { EventFormat } from '@/domain/uptake/vocabulary';
import { connection, transact } from '@/db/client';
import { secret } from '@/domain/secrets';

export type ImportError = LineFault;
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
  const words = await wordsOf(pool, campaign.id).load(pool);
  const numbers = numbering(pool, words);
  const chunks = readChunks(hashing(body, hash), request.format, { key, now: clock, chunkSize });
  let refusal: DomainError | null = null;
  const next = () => {
    const step = chunks.next().catch((error: unknown) => {
      if (error instanceof DomainError) refusal = error;
      return refusal || isTruncation(error) ? ('cut' as const) : Promise.reject(error);
    });
    step.catch(() => undefined); // It is awaited after the chunk before it is stored.
    return step;
  };
  try {
    let upcoming = next();
    for (let step = await upcoming; step === 'cut' || !step.done; step = await upcoming) {
      if (step === 'cut') {
        await closeBatch(actor, batch, 'interrupted', null, clock());
        throw cutShort(answer, refusal);
      }
      upcoming = next(); // Read while this one is stored.
      const result = await storeChunk(campaign, { id: batch, clock }, await numbers(step.value), step.value.errors);
      answer.received += step.value.columns.size + step.value.errors.length;
      answer.stored += result.stored;
      answer.duplicates += result.duplicates;
      answer.rejected += result.refused.length;
      answer.errors.push(...result.refused.slice(0, shownErrors - answer.errors.length));
      options.onProgress?.(answer);
      await foldWhenLong(campaign.id);
    }
  } finally {
    await chunks.return(undefined);
  }
  await closeBatch(actor, batch, 'closed', hash.digest('hex'), clock());
  return answer;
}

const cutShort = ({ batch, stored, duplicates, rejected }: ImportAnswer, refusal: DomainError | null) =>
  invalid(
    `${refusal?.message ?? 'The body was cut short.'} Batch ${batch} holds what came before: ${stored} stored, ${duplicates} duplicates, ${rejected} rejected. Send it again whole; nothing will be counted twice.`,
    [],
    refusal?.options.detail ?? 'truncated',
  );

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

/** Gives a chunk's words their numbers, asking only for words that this body had not used before. */
function numbering(pool: pg.Pool, words: Words): (chunk: EventChunk) => Promise<NumberedChunk> {
  let generation = -1;
  let cells: Float64Array = new Float64Array();
  let acts: Int32Array = new Int32Array();
  return async ({ columns }) => {
    const { dictionary } = columns;
    if (dictionary.generation !== generation) [cells, acts, generation] = [new Float64Array(), new Int32Array(), dictionary.generation];
    if (cells.length < dictionary.cells.length) cells = extended(cells, await words.cellNumbers(pool, dictionary.cells.slice(cells.length)));
    if (acts.length < dictionary.acts.length) acts = extended(acts, await words.actNumbers(pool, dictionary.acts.slice(acts.length)));
    return { columns, cells, acts, words };
  };
}

function extended<List extends Float64Array | Int32Array>(list: List, more: List): List {
  const longer = list.constructor === Float64Array ? new Float64Array(list.length + more.length) : new Int32Array(list.length + more.length);
  longer.set(list);
  longer.set(more, list.length);
  return longer as List;
}

const attempts = 4;

/** Commits one chunk. Where another writer brought one of its new subjects first, or the two met crosswise, it is done again, at last alone. */
async function storeChunk(campaign: { id: number; zone: string }, batch: { id: string; clock: Clock }, chunk: NumberedChunk, errors: ImportError[]): Promise<ChunkResult & { refused: ImportError[] }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await storeOnce(campaign, { ...batch, alone: attempt === attempts }, chunk, errors);
    } catch (error) {
      if (attempt === attempts || !metAnother(error)) throw error;
    }
  }
}

const metAnother = (error: unknown) => error instanceof Error && 'code' in error && (error.code === '23505' || error.code === '40P01');

async function storeOnce(campaign: { id: number; zone: string }, batch: { id: string; clock: Clock; alone: boolean }, chunk: NumberedChunk, errors: ImportError[]): Promise<ChunkResult & { refused: ImportError[] }> {
  return transact(async ({ client }) => {
    const result = await ingestChunk(client, campaign, batch, chunk);
    const conflicts = result.conflicts.map((line): ImportError => ({ line, field: 'id', code: 'id_conflict', message: 'This id is taken by another event of the same subject in this campaign.' }));
    const refused = [...errors, ...conflicts].sort((a, b) => a.line - b.line);
    if (refused.length > 0) {
      await client.query(`insert into batch_errors (batch_id, line, field, code, message) select $1, * from unnest($2::bigint[], $3::text[], $4::text[], $5::text[])`, [
        batch.id, refused.map((e) => e.line), refused.map((e) => e.field), refused.map((e) => e.code), refused.map((e) => e.message),
      ]);
    }
    await client.query(
      `update batches set received = received + $2, stored = stored + $3, duplicates = duplicates + $4, rejected = rejected + $5, last_chunk_at = $6 where id = $1`,
      [batch.id, chunk.columns.size + errors.length, result.stored, result.duplicates, refused.length, result.recordedAt],
    );
    return { ...result, refused };
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
