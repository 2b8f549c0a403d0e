import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Actor, actorReference } from '@/domain/access/permissions';
import { type Json, canonicalize } from '@/domain/evidence/canonical';
import { longestEntry } from '@/domain/evidence/tiles';
import type { EvidenceAction } from '@/domain/evidence/vocabulary';
import type { Transaction } from '@/db/client';
import { logDisclosures, logEntries } from '@/db/schema';

/** Free text or a person's data: only a salted digest of it enters the log, the text itself lies beside it and can be erased. */
export class Withheld {
  constructor(readonly value: string) {}
}
export const withheld = (value: string | Json) => new Withheld(typeof value === 'string' ? value : canonicalize(value));

export type EvidenceValue = Json | Withheld | EvidenceValue[] | { [key: string]: EvidenceValue };
export type Change = { before?: never; after: EvidenceValue } | { before: EvidenceValue; after?: EvidenceValue };
export type EvidenceObject = { type: string; id: string };

const lockKey = 7_264_011;

/**
 * Appends one canonical, numbered entry to the log in the caller's transaction. Writers queue on an advisory lock, so numbers
 * are dense and commit in order. An entry longer than a leaf may be (65,535 bytes) carries salted digests of its two sides. Returns the
 * entry's number.
 */
export async function append(
  tx: Transaction,
  entry: { action: EvidenceAction; actor: Actor; object: EvidenceObject; at: Date } & Change,
): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockKey}::bigint)`);
  const [head] = await tx.select({ next: sql<string>`coalesce(max(${logEntries.seq}), -1) + 1` }).from(logEntries);
  const seq = Number(head?.next ?? 0);
  const disclosures: { seq: number; path: string; salt: string; value: string }[] = [];
  const digest = (value: EvidenceValue, path: string): Json => {
    if (value instanceof Withheld) {
      const salt = randomBytes(32).toString('hex');
      disclosures.push({ seq, path, salt, value: value.value });
      return { salted_sha256: createHash('sha256').update(Buffer.from(salt, 'hex')).update(value.value).digest('hex') };
    }
    if (Array.isArray(value)) return value.map((item, i) => digest(item, `${path}/${i}`));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, digest(item, `${path}/${key}`)]));
    }
    return value;
  };
  const body: { [key: string]: Json } = {
    v: 1,
    seq,
    at: entry.at.toISOString(),
    action: entry.action,
    actor: actorReference(entry.actor),
    object: entry.object,
  };
  if (entry.before !== undefined) body.before = digest(entry.before, '/before');
  if (entry.after !== undefined) body.after = digest(entry.after, '/after');
  let text = canonicalize(body);
  if (Buffer.byteLength(text) > longestEntry) {
    // What is too long for a leaf lies beside the log as a whole.
    for (const side of ['before', 'after'] as const) if (body[side] !== undefined) body[side] = digest(withheld(body[side]), `/${side}`);
    text = canonicalize(body);
  }
  await tx.insert(logEntries).values({ seq, entry: text });
  if (disclosures.length > 0) await tx.insert(logDisclosures).values(disclosures);
  return seq;
}
