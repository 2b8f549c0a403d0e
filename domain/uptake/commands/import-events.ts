import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type Actor, permit } from '@/domain/access/permissions';
import { type Clock, systemClock } from '@/domain/clock';
import { DomainError, conflict } from '@/domain/errors';
import type { EventChunk, LineFault } from '@/domain/uptake/columns';
import type { DigestCheck } from '@/domain/uptake/content-digest';
import { mostRows } from '@/domain/uptake/engine/order';
import { eventsAreDeleted } from '@/domain/uptake/erasure';
import { readChunks } from '@/domain/uptake/read-chunks';
import { Truncated } from '@/domain/uptake/read-records';
import { answerAgain, idempotencyKeyOf, repeatedAnswer } from '@/domain/uptake/repeat-queries';
import { foldWhenLong } from '@/domain/uptake/commands/fold-campaigns';
import { withdrawBatch } from '@/domain/uptake/commands/withdraw-batch';
import { batchesGivenUp, closeBatch, openBatch, whileOpen } from '@/domain/uptake/sql/batches';
import { type ChunkResult, ingestChunk } from '@/domain/uptake/sql/ingest-chunk';
import type { NumberedChunk } from '@/domain/uptake/sql/merge-chunk';
import { readCampaignState } from '@/domain/uptake/sql/subjects';
import { type Words, faultOf, wordsOf } from '@/domain/uptake/sql/words';
import type { EventFormat } from '@/domain/uptake/vocabulary';
import { connection, transact } from '@/db/client';
import { secret } from '@/domain/secrets';
import { readEnvironment } from '@/env';

export type ImportError = LineFault;
export type ImportAnswer = { batch: string; received: number; stored: number; duplicates: number; rejected: number; errors: ImportError[] };
export type ImportRequest = { campaign: string; format: EventFormat; source: string; /** Makes the whole answer repeatable. */ idempotencyKey?: string; /** What the sender says its bytes are, and what came: asked once the body was read to its end. */ digest?: DigestCheck };
type ImportOptions = { clock?: Clock; onProgress?: (answer: Omit<ImportAnswer, 'errors'>) => void; chunkSize?: number; /** Folds as it goes: where no worker does. */ folds?: boolean };

const shownErrors = 100;

/**
 * Takes a body of events of any length: chunks commit as they arrive, wrong lines are named and hold nothing else back, and the
 * answer comes after the last commit (contract section 4). Throws `missing` for an unknown campaign and `invalid` with the batch
 * and what was stored when the body is cut short, whose events stand: sending it again stores only what is not there yet. Throws the
 * same when the body has another digest than its sender says; that batch is withdrawn. Throws `unsupported` for another body under a known Idempotency-Key.
 */
export async function importEvents(actor: Actor, request: ImportRequest, body: AsyncIterable<Uint8Array>, options: ImportOptions = {}): Promise<ImportAnswer> {
  permit(actor, 'events:write');
  const { clock = systemClock } = options;
  const chunkSize = Math.min(options.chunkSize ?? readEnvironment().importChunk, mostRows);
  const { pool } = await connection();
  const campaign = await findCampaign(pool, request.campaign);
  const repeatKey = idempotencyKeyOf(actor, request.idempotencyKey);
  const earlier = await repeatedAnswer(pool, campaign.id, repeatKey, shownErrors);
  if (earlier) return answerAgain(earlier, body, request.digest).catch((error: unknown) => Promise.reject(isTruncation(error) ? cutShort(earlier.answer, null) : error));
  const batch = await openBatch(pool, campaign.id, request, repeatKey, clock());
  if (batch === null) return importEvents(actor, request, body, options);
  return whileOpen(actor, batch, clock, () => takeBody(actor, request, body, { ...options, clock, chunkSize, campaign, batch }));
}

type Taking = ImportOptions & { clock: Clock; chunkSize: number; campaign: { id: number; zone: string }; batch: string };

async function takeBody(actor: Actor, request: ImportRequest, body: AsyncIterable<Uint8Array>, { clock, chunkSize, campaign, batch, onProgress, folds }: Taking): Promise<ImportAnswer> {
  const { pool } = await connection();
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
      if (step === 'cut') return await settle(actor, answer, { digest: request.digest, sha256: null, refusal }, clock);
      upcoming = next(); // Read while this one is stored.
      // Of a body of one chunk nothing is stored before its digest is known: to withdraw it would take reading all that was ever sent.
      if (request.digest && answer.received === 0 && (await hasEnded(upcoming)) && (await request.digest.isRight()) === false) break;
      const result = await storeChunk(campaign, { id: batch, clock }, await numbers(step.value), step.value.errors);
      answer.received += step.value.columns.size + step.value.errors.length;
      answer.stored += result.stored;
      answer.duplicates += result.duplicates;
      answer.rejected += result.refused.length;
      answer.errors.push(...result.refused.slice(0, shownErrors - answer.errors.length));
      onProgress?.(answer);
      if (folds) await foldWhenLong(campaign.id);
    }
  } finally {
    await chunks.return(undefined);
  }
  return settle(actor, answer, { digest: request.digest, sha256: hash.digest('hex'), refusal: null }, clock);
}

/** Whether what is read beside this chunk is nothing more, or the end of what can be read. */
const hasEnded = async (upcoming: Promise<'cut' | IteratorResult<unknown>>) => {
  const step = await upcoming;
  return step === 'cut' || step.done === true;
};

type Ending = { digest: DigestCheck | undefined; /** Of the content, when all of it came. */ sha256: string | null; /** Why the rest was not taken. */ refusal: DomainError | null };

/** Closes the batch by how its body came: whole, cut short, given up, or other than its sender sent it. */
async function settle(actor: Actor, answer: ImportAnswer, { digest, sha256, refusal }: Ending, clock: Clock): Promise<ImportAnswer> {
  const { batch } = answer;
  if (!refusal && (await digest?.isRight()) === false) {
    await closeBatch(actor, batch, 'interrupted', sha256, clock());
    await withdrawBatch({ kind: 'system', id: 'ingest' }, { batch, reason: 'The body that arrived does not have the digest that its sender gave.' }, clock);
    throw refused(answer, 'wrong_digest', 'The body that arrived does not have the digest that was sent with it', 'was withdrawn, nothing of it counts; it had', 'Send the body again.');
  }
  await closeBatch(actor, batch, sha256 === null ? 'interrupted' : 'closed', sha256, clock());
  if (sha256 === null) throw cutShort(answer, refusal);
  return answer;
}

const cutShort = (answer: ImportAnswer, refusal: DomainError | null) =>
  refused(answer, refusal?.options.detail ?? 'truncated', refusal?.message.replace(/\.$/, '') ?? 'The body was cut short', 'holds what came before', refusal ? 'Mend it and send it again; nothing will be counted twice.' : 'Send it again whole; nothing will be counted twice.');

const refused = ({ batch, received, stored, duplicates, rejected }: ImportAnswer, detail: string, what: string, standing: string, remedy: string) =>
  new DomainError('invalid', `${what}. Batch ${batch} ${standing}: ${stored} stored, ${duplicates} duplicates, ${rejected} rejected. ${remedy}`, { detail, told: { batch, received, stored, duplicates, rejected } });

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
  const campaign = await readCampaignState(pool, key);
  if (campaign.eventsDeletedAt) throw eventsAreDeleted();
  return campaign;
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

/** Commits one chunk with the lines that were refused before it. Where another writer brought one of its new subjects first, or the two met crosswise, it is done again, at last alone. */
export async function storeChunk(campaign: { id: number; zone: string }, batch: { id: string; clock: Clock }, chunk: NumberedChunk, errors: ImportError[]): Promise<ChunkResult & { refused: ImportError[] }> {
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
    const erased = result.erased.map((line): ImportError => ({ line, field: 'subject', code: 'erased', message: 'This person was erased from this campaign. Their events are not taken again; stop sending them.' }));
    const unnamed = result.unnamed.map(({ line, number }): ImportError => ({ line, ...faultOf(number) }));
    const lines = [...errors, ...conflicts, ...erased, ...unnamed].sort((a, b) => a.line - b.line);
    if (lines.length > 0) {
      await client.query(`insert into batch_errors (batch_id, line, field, code, message) select $1, * from unnest($2::bigint[], $3::text[], $4::text[], $5::text[])`, [
        batch.id, lines.map((e) => e.line), lines.map((e) => e.field), lines.map((e) => e.code), lines.map((e) => e.message),
      ]);
    }
    const noted = await client.query(
      `update batches set received = received + $2, stored = stored + $3, duplicates = duplicates + $4, rejected = rejected + $5 where id = $1 and status = 'open'`,
      [batch.id, chunk.columns.size + errors.length, result.stored, result.duplicates, lines.length],
    );
    if (noted.rowCount === 0) throw conflict(`Batch ${batch.id} was closed while it was still being sent. Send the rest as another batch.`, 'batch_closed');
    return { ...result, refused: lines };
  });
}

/** Closes the batches that nobody brings on any more, each with its evidence; returns how many. */
export async function closeInterruptedBatches(clock: Clock = systemClock, idleMinutes?: number): Promise<number> {
  const { pool } = await connection();
  const open = await batchesGivenUp(pool, idleMinutes);
  for (const id of open) await closeBatch({ kind: 'system', id: 'worker' }, id, 'interrupted', null, clock());
  return open.length;
}
