import type pg from 'pg';
import type { Clock } from '@/domain/clock';
import { append } from '@/domain/evidence/log';
import { type Checkpoint, openCheckpoint, signCheckpoint } from '@/domain/evidence/checkpoint';
import { lockLog } from '@/domain/evidence/commands/sequence-log';
import { makeLogKey, readLastNote, readLogKey, writeLastNote } from '@/domain/evidence/log-files';
import { type Span, consistencySpans, emptyRoot } from '@/domain/evidence/merkle';
import { NoteError, type Signer } from '@/domain/evidence/note';
import { LogFault } from '@/domain/evidence/signer-fault';
import { type HeadRow, hashSpans, lastHead } from '@/domain/evidence/sql/tree';
import { isConsistent, readLeaf } from '@/domain/evidence/verify.mjs';
import { type Transaction, transact } from '@/db/client';

const worker = { kind: 'system', id: 'worker' } as const;
const hour = 3_600_000;
const sampled = 64;

export type SignOptions = { clock: Clock; /** Numbers in [0, 1) that choose which old leaves are looked at again. */ random?: () => number; /** For a signer that must fail in a test. */ trustsDatabase?: boolean };

/**
 * Signs the latest head and publishes it, if the log goes on from the note that was signed last: that note lies outside the database, and
 * the new one is on disk before it is published. When nothing was logged for an hour, logs that. Returns the size published, or null when
 * there was nothing to do. Throws a `LogFault`, and signs nothing, for a database that is behind, holds another history, or has a leaf that is not its entry's.
 */
export async function signLog({ clock, random = Math.random, trustsDatabase = false }: SignOptions): Promise<number | null> {
  return transact(async ({ tx, client }) => {
    if (!(await lockLog(client))) return null;
    const head = await lastHead(client);
    const signer = readLogKey() ?? (readLastNote() === null ? makeLogKey() : missingKey());
    const last = await lastSigned(client, signer);
    if (!trustsDatabase) await demandGrowth(client, last, head);
    if (!head) return null;
    await announceKey(tx, client, signer, head.size, clock());
    if (head.note !== null) {
      await logQuiet(tx, client, head, clock());
      return null;
    }
    if (!trustsDatabase) await demandLeaves(client, head, random);
    const note = signCheckpoint({ origin: signer.name, size: head.size, root: head.root }, signer);
    writeLastNote(note);
    await client.query('update log_heads set note = $2, published_at = $3 where size = $1', [head.size, note, clock()]);
    return head.size;
  });
}

function missingKey(): never {
  throw new LogFault('key', 'There is a last note, but no key: log.key is missing.');
}

/** The checkpoint of the last note; null only where this key never signed one. */
async function lastSigned(client: pg.ClientBase, signer: Signer): Promise<Checkpoint | null> {
  const note = readLastNote();
  if (note === null) {
    const known = await client.query('select 1 from log_keys k join log_heads h on h.note is not null and h.size >= k.since where k.vkey = $1 limit 1', [signer.vkey]);
    if (known.rowCount) throw new LogFault('note', 'This key signed before, but the last note, log.note, is missing.');
    return null;
  }
  try {
    return openCheckpoint(note, [signer]);
  } catch (error) {
    if (error instanceof NoteError) throw new LogFault(error.reason === 'unknown_key' ? 'key' : 'note', error.message);
    throw error;
  }
}

async function demandGrowth(client: pg.ClientBase, last: Checkpoint | null, head: HeadRow | null): Promise<void> {
  if (!last) return;
  const { size, root } = head ?? { size: 0, root: emptyRoot };
  if (size < last.size) throw new LogFault('rolled_back', `The log had ${last.size} entries when it was last signed; the database has ${size}.`);
  const proof = await hashesOrFault(client, consistencySpans(last.size, size));
  if (!isConsistent(last.size, size, last.root, root, proof)) throw new LogFault('forked', `The log of ${last.size} entries that was last signed is not the beginning of the one of ${size}.`);
}

/** The root is that of the tiles, and leaves taken at random are those of their entries still. */
async function demandLeaves(client: pg.ClientBase, head: HeadRow, random: () => number): Promise<void> {
  const [root] = await hashesOrFault(client, [[0, head.size]]);
  if (!root?.equals(head.root)) throw new LogFault('forked', `The tiles do not make up the root of ${head.size} entries.`);
  const places = [...new Set(Array.from({ length: sampled }, () => Math.floor(random() * head.size)))];
  const leaves = await hashesOrFault(client, places.map((place) => [place, place + 1]));
  const found = await client.query<{ seq: string; entry: string }>('select seq, entry from log_entries where seq = any($1::bigint[])', [places]);
  const entries = new Map(found.rows.map(({ seq, entry }) => [Number(seq), entry]));
  places.forEach((place, i) => {
    if (!leafAgain(entries.get(place))?.equals(leaves[i] ?? emptyRoot)) throw new LogFault('leaf', `Entry ${place} is not the one that was sequenced.`);
  });
}

function leafAgain(entry: string | undefined): Buffer | null {
  try {
    return entry === undefined ? null : readLeaf(Buffer.from(entry, 'utf8')).leaf;
  } catch {
    return null;
  }
}

async function hashesOrFault(client: pg.ClientBase, spans: Span[]): Promise<Buffer[]> {
  return hashSpans(client, spans).catch((error: unknown) => {
    throw error instanceof RangeError ? new LogFault('forked', error.message) : error;
  });
}

async function announceKey(tx: Transaction, client: pg.ClientBase, { vkey, name }: Signer, since: number, at: Date): Promise<void> {
  const added = await client.query('insert into log_keys (vkey, since, added_at) values ($1, $2, $3) on conflict do nothing', [vkey, since, at]);
  if (added.rowCount === 1) await append(tx, { action: 'log.key', actor: worker, object: { type: 'log', id: name }, at, after: { vkey } });
}

/** An hour without an entry is an entry: so that nothing having happened can be proven. */
async function logQuiet(tx: Transaction, client: pg.ClientBase, head: HeadRow, at: Date): Promise<void> {
  if (!head.publishedAt || at.getTime() - head.publishedAt.getTime() < hour) return;
  const waiting = await client.query('select 1 from log_entries where seq >= $1 limit 1', [head.size]);
  if (waiting.rowCount === 0) await append(tx, { action: 'log.quiet', actor: worker, object: { type: 'log', id: 'noticeboard' }, at, after: { since: head.publishedAt.toISOString(), size: head.size } });
}
