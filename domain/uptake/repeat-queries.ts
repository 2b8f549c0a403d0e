import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Actor } from '@/domain/access/permissions';
import { DomainError, conflict, invalid } from '@/domain/errors';
import type { DigestCheck } from '@/domain/uptake/content-digest';
import type { LineErrorCode } from '@/domain/uptake/vocabulary';

type Answer = { batch: string; received: number; stored: number; duplicates: number; rejected: number; errors: { line: number; field: string | null; code: LineErrorCode; message: string }[] };
/** An answer given before, and the SHA-256 of the body that it was given for. */
type Earlier = { answer: Answer; sha256: string };

const mostCharacters = 255;

/** An Idempotency-Key as it is stored: keys of different senders never meet, nor do those of different campaigns. Throws `invalid` for one that is too long. */
export function idempotencyKeyOf(actor: Actor, key: string | undefined): string | null {
  if (key === undefined) return null;
  if (key.length > mostCharacters) throw invalid(`An Idempotency-Key has at most ${mostCharacters} characters. Send a digest or a random id.`, [], 'idempotency_key');
  return `${actor.id}:${key}`;
}

/** The answer that an earlier request with the same key got, or null. Throws `conflict` while that request is still being taken. */
export async function repeatedAnswer(pool: pg.Pool, campaignId: number, key: string | null, shownErrors: number): Promise<Earlier | null> {
  if (key === null) return null;
  const found = await pool.query<{ id: string; status: string; sha256: string; received: string; stored: string; duplicates: string; rejected: string }>(
    'select id, status, body_sha256 as sha256, received, stored, duplicates, rejected from batches where campaign_id = $1 and idempotency_key = $2',
    [campaignId, key],
  );
  const batch = found.rows[0];
  if (!batch) return null;
  if (batch.status === 'open') throw conflict('A request with this Idempotency-Key is still being taken. Ask again when it is done.', 'in_flight');
  const errors = await pool.query<Answer['errors'][number] & { line: string }>('select line, field, code, message from batch_errors where batch_id = $1 order by line limit $2', [batch.id, shownErrors]);
  const answer = {
    batch: batch.id, received: Number(batch.received), stored: Number(batch.stored), duplicates: Number(batch.duplicates), rejected: Number(batch.rejected),
    errors: errors.rows.map((error) => ({ ...error, line: Number(error.line) })),
  };
  return { answer, sha256: batch.sha256 };
}

/**
 * The answer given before, once the body that came now was read to its end and is the same. Throws `unsupported` for another body (draft-ietf-httpapi-idempotency-key-header,
 * section 2.6), of which nothing is taken, `invalid` for one that does not have the digest that its sender gave, and whatever the body throws.
 */
export async function answerAgain({ answer, sha256 }: Earlier, body: AsyncIterable<Uint8Array>, digest: DigestCheck | undefined): Promise<Answer> {
  const hash = createHash('sha256');
  for await (const piece of body) hash.update(piece);
  if ((await digest?.isRight()) === false) throw invalid('The body that arrived does not have the digest that was sent with it. Nothing of it was taken. Send it again.', [], 'wrong_digest');
  if (hash.digest('hex') === sha256) return answer;
  throw new DomainError('unsupported', `This Idempotency-Key came with another body before, which is batch ${answer.batch}. Nothing of this one was taken. Send it under a key of its own.`, { detail: 'idempotency_key_reused', told: { batch: answer.batch } });
}
