import { type Actor, permit } from '@/domain/access/permissions';
import { conflict, missing } from '@/domain/errors';
import { hashLength, inclusionSpans } from '@/domain/evidence/merkle';
import { hashSpans, lastHead, publishedHead } from '@/domain/evidence/sql/tree';
import { tileWidth, widthIn, writeBundle } from '@/domain/evidence/tiles';
import { writeTlogProof } from '@/domain/evidence/tlog-proof';
import type { SignerFault } from '@/domain/evidence/vocabulary';
import { connection } from '@/db/client';

/** The latest signed note of the log, for anybody; null before the first. */
export async function readPublishedNote(): Promise<string | null> {
  const { pool } = await connection();
  return (await publishedHead(pool))?.note ?? null;
}

/** A tile of hashes for anybody, as far as it is published (C2SP tlog-tiles); null for any other. */
export async function readTile(level: number, number: number, width: number): Promise<Buffer | null> {
  const { pool } = await connection();
  const head = await publishedHead(pool);
  if (!head || width > widthIn(head.size, level, number)) return null;
  const found = await pool.query<{ hashes: Buffer }>('select hashes from log_tiles where level = $1 and number = $2', [level, number]);
  const hashes = found.rows[0]?.hashes.subarray(0, width * hashLength);
  return hashes?.length === width * hashLength ? hashes : null;
}

/** A bundle of published entries, for whoever may read evidence and exact numbers; null for one that is not published. */
export async function readEntries(actor: Actor, number: number, width: number): Promise<Buffer | null> {
  permit(actor, 'evidence:read');
  permit(actor, 'uptake:exact');
  const { pool } = await connection();
  const head = await publishedHead(pool);
  if (!head || width > widthIn(head.size, 0, number)) return null;
  const from = number * tileWidth;
  const found = await pool.query<{ entry: string }>('select entry from log_entries where seq >= $1 and seq < $2 order by seq', [from, from + width]);
  return found.rows.length === width ? writeBundle(found.rows.map(({ entry }) => entry)) : null;
}

/** The proof that an entry is in the log, at the first checkpoint that holds it (C2SP tlog-proof). Throws `missing`, and `conflict` before it is published. */
export async function readEntryProof(actor: Actor, seq: number): Promise<string> {
  permit(actor, 'evidence:read');
  const { pool } = await connection();
  const found = await pool.query('select 1 from log_entries where seq = $1', [seq]);
  if (found.rowCount !== 1) throw missing(`Entry ${seq}`);
  const first = await pool.query<{ size: string; note: string }>('select size, note from log_heads where note is not null and size > $1 order by size limit 1', [seq]);
  const head = first.rows[0];
  if (!head) throw conflict(`Entry ${seq} is not published yet. It takes a minute at most.`, 'not_published');
  return writeTlogProof({ index: seq, proof: await hashSpans(pool, inclusionSpans(seq, Number(head.size))), checkpoint: head.note });
}

/** The entry as it lies in the log, whose bytes the proof is about. Throws `missing`. */
export async function readEntryText(actor: Actor, seq: number): Promise<string> {
  permit(actor, 'evidence:read');
  const { pool } = await connection();
  const found = await pool.query<{ entry: string }>('select entry from log_entries where seq = $1', [seq]);
  if (!found.rows[0]) throw missing(`Entry ${seq}`);
  return found.rows[0].entry;
}

export type LogStatus = {
  /** How many entries are in each of the three states, each holding the ones after it. */
  stored: number;
  sequenced: number;
  published: number;
  note: string | null;
  publishedAt: Date | null;
  vkey: string | null;
  /** The longest, in seconds, that an entry of the latest thousand checkpoints waited from being written to being published. */
  longest: number | null;
  /** When the oldest entry that no checkpoint holds yet was written. */
  waitingSince: Date | null;
  /** Closed batches whose events are not in the log yet, and when the first of them was closed. */
  unsealed: { batches: number; since: Date } | null;
  /** Why nothing is signed, since when; null while all is well. */
  fault: { fault: SignerFault; detail: string; since: Date } | null;
};

/** How far the log is, and with which key it is signed. */
export async function readLogStatus(actor: Actor): Promise<LogStatus> {
  permit(actor, 'evidence:read');
  const { pool } = await connection();
  const [head, shown, fault] = [await lastHead(pool), await publishedHead(pool), await readSignerFault()];
  const found = await pool.query<{ stored: number; vkey: string | null; longest: number | null; waiting: Date | null; unsealed: number; unsealed_since: Date | null }>(
    `select (select coalesce(max(seq), -1) + 1 from log_entries)::int as stored, (select vkey from log_keys order by since desc, added_at desc limit 1) as vkey,
       (select extract(epoch from max(h.published_at - (e.entry::jsonb ->> 'at')::timestamptz))::float8
        from (select published_at, lead(size, 1, 0::bigint) over (order by size desc) as first from log_heads where note is not null order by size desc limit 1000) h join log_entries e on e.seq = h.first) as longest,
       (select (entry::jsonb ->> 'at')::timestamptz from log_entries where seq = $1) as waiting, b.unsealed, b.unsealed_since
     from (select count(*)::int as unsealed, min(closed_at) as unsealed_since from batches where seal_seq is null and status <> 'open') b`,
    [shown?.size ?? 0],
  );
  const { stored = 0, vkey = null, longest = null, waiting = null, unsealed = 0, unsealed_since: since = null } = found.rows[0] ?? {};
  return {
    stored, sequenced: head?.size ?? 0, published: shown?.size ?? 0, note: shown?.note ?? null, publishedAt: shown?.publishedAt ?? null, vkey, longest, fault,
    waitingSince: waiting, unsealed: since && { batches: unsealed, since },
  };
}

/** Why the log is not signed, since when; null while it is. No detail of any entry, so that everybody's pages and readiness may say so. */
export async function readSignerFault(): Promise<LogStatus['fault']> {
  const { pool } = await connection();
  const found = await pool.query<{ fault: SignerFault; detail: string; since: Date }>('select fault, detail, since from log_signer where fault is not null');
  return found.rows[0] ?? null;
}

/** When each of these entries was taken into the tree and published; null for what has not happened yet. */
export async function readSteps(actor: Actor, seqs: readonly number[]): Promise<Map<number, { sequencedAt: Date | null; publishedAt: Date | null }>> {
  permit(actor, 'evidence:read');
  const { pool } = await connection();
  const found = await pool.query<{ seq: string; sequenced_at: Date | null; published_at: Date | null }>(
    `select s.seq, (select sequenced_at from log_heads where size > s.seq order by size limit 1) as sequenced_at,
       (select published_at from log_heads where size > s.seq and note is not null order by size limit 1) as published_at from unnest($1::bigint[]) s(seq)`,
    [seqs],
  );
  return new Map(found.rows.map(({ seq, sequenced_at, published_at }) => [Number(seq), { sequencedAt: sequenced_at, publishedAt: published_at }]));
}
