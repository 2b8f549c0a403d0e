import { createHash } from 'node:crypto';
import { asc, gt } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { base64 } from '@/domain/evidence/base64';
import { type Json, canonicalize } from '@/domain/evidence/canonical';
import { type Checkpoint, openCheckpoint, readCheckpoint } from '@/domain/evidence/checkpoint';
import { readLastNote } from '@/domain/evidence/log-files';
import { Range, leafHash } from '@/domain/evidence/merkle';
import { readVerifier } from '@/domain/evidence/note';
import { tileWidth } from '@/domain/evidence/tiles';
import { connection, database } from '@/db/client';
import { logEntries } from '@/db/schema';

export type LogCheck = { entries: number; sha256: string; /** Over all entries, base 64 (RFC 6962). */ root: string; heads: number; tiles: number; problems: string[] };
/** A root that the log must have had at a size, and who says so. */
type Claim = { size: number; root: Buffer; says: string };

/**
 * Walks the whole log: numbers dense from 0, each entry canonical (RFC 8785) and carrying its own number; and the tree over the entries,
 * made anew, against every tile, every head and its signature, the note on disk, and checkpoints that somebody holds (`held`). Reads only.
 */
export async function checkLog(actor: Actor, held: Checkpoint[] = []): Promise<LogCheck> {
  permit(actor, 'evidence:read');
  const problems: string[] = [];
  const { claims, heads } = await readClaims(held, problems);
  const tiles = new Map<string, Buffer[]>();
  const range = new Range(0, ({ level, index }, hash) => {
    if (level % 8 !== 0) return;
    const key = `${level / 8}/${Math.floor(index / tileWidth)}`;
    const own = tiles.get(key);
    if (own) own.push(hash);
    else tiles.set(key, [hash]);
  });
  const hash = createHash('sha256');
  const judge = () => {
    for (const { root, says } of claims.get(range.end) ?? []) if (!root.equals(range.root())) problems.push(`The first ${range.end} entries have not the root that ${says}.`);
    claims.delete(range.end);
  };
  judge();
  for await (const { seq, entry } of eachEntry()) {
    problems.push(...faultsOf(seq, entry, range.end));
    hash.update(`${entry}\n`);
    range.push(leafHash(entry));
    judge();
  }
  for (const [size, list] of claims) for (const { says } of list) problems.push(`The log has ${range.end} entries, but ${says} with ${size}.`);
  problems.push(...(await checkTiles(tiles)));
  return { entries: range.end, sha256: hash.digest('hex'), root: base64(range.root()), heads, tiles: tiles.size, problems };
}

async function* eachEntry(): AsyncGenerator<{ seq: number; entry: string }> {
  const db = await database();
  for (let last = -1; ; ) {
    const page = await db.select().from(logEntries).where(gt(logEntries.seq, last)).orderBy(asc(logEntries.seq)).limit(5_000);
    if (page.length === 0) return;
    yield* page;
    last = page.at(-1)?.seq ?? last;
  }
}

function faultsOf(seq: number, entry: string, expected: number): string[] {
  const faults = seq === expected ? [] : [`Entry ${expected} is missing; ${seq} follows.`];
  let parsed: Json;
  try {
    parsed = JSON.parse(entry);
    if (canonicalize(parsed) !== entry) faults.push(`Entry ${seq} is not in canonical form.`);
  } catch {
    return [...faults, `Entry ${seq} is not JSON.`];
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed) || parsed.seq !== seq) faults.push(`Entry ${seq} does not carry its own number.`);
  return faults;
}

/** What heads, the note on disk and held checkpoints say of the log, by size; notes that are not signed by a key of the log are problems. */
async function readClaims(held: Checkpoint[], problems: string[]): Promise<{ claims: Map<number, Claim[]>; heads: number }> {
  const { pool } = await connection();
  const keys = (await pool.query<{ vkey: string }>('select vkey from log_keys')).rows.map(({ vkey }) => readVerifier(vkey));
  const heads = await pool.query<{ size: string; root: Buffer; note: string | null }>('select size, root, note from log_heads order by size');
  const claims = new Map<number, Claim[]>();
  const claim = ({ size, root }: { size: number; root: Buffer }, says: string) => claims.set(size, [...(claims.get(size) ?? []), { size, root, says }]);
  for (const { size, root, note } of heads.rows) {
    claim({ size: Number(size), root }, 'its head says');
    if (note === null) continue;
    try {
      claim(openCheckpoint(note, keys), 'its signed checkpoint says');
    } catch {
      problems.push(`The checkpoint of ${size} entries is not signed by a key of the log.`);
    }
  }
  const last = readLastNote();
  if (last !== null) claim(readCheckpoint(last.slice(0, last.lastIndexOf('\n\n') + 1)), 'the last signed note on disk says');
  for (const one of held) claim(one, 'the report you hold says');
  return { claims, heads: heads.rows.length };
}

async function checkTiles(made: Map<string, Buffer[]>): Promise<string[]> {
  const { pool } = await connection();
  const problems: string[] = [];
  const stored = await pool.query<{ level: number; number: string }>('select level, number from log_tiles order by level, number');
  const head = await pool.query<{ size: string }>('select coalesce(max(size), 0) as size from log_heads');
  const size = Number(head.rows[0]?.size);
  const left = new Set([...made.keys()].filter((key) => Number(key.split('/')[1]) * tileWidth ** (Number(key.split('/')[0]) + 1) < size && Math.floor(size / tileWidth ** Number(key.split('/')[0])) > Number(key.split('/')[1]) * tileWidth));
  for (const { level, number } of stored.rows) {
    const key = `${level}/${number}`;
    left.delete(key);
    const found = await pool.query<{ hashes: Buffer }>('select hashes from log_tiles where level = $1 and number = $2', [level, number]);
    const width = Math.min(tileWidth, Math.floor(size / tileWidth ** level) - Number(number) * tileWidth);
    const right = Buffer.concat((made.get(key) ?? []).slice(0, Math.max(0, width)));
    if (!found.rows[0]?.hashes.equals(right)) problems.push(`Tile ${number} of level ${level} does not hold the hashes of its entries.`);
  }
  for (const key of left) problems.push(`Tile ${key.split('/')[1]} of level ${key.split('/')[0]} is missing.`);
  return problems;
}
