import { base64 } from '@/domain/evidence/base64';
import { type Manifest, writeManifest } from '@/domain/evidence/bundle';
import { signCheckpoint } from '@/domain/evidence/checkpoint';
import { writeLastNote } from '@/domain/evidence/log-files';
import { Range, leafHash } from '@/domain/evidence/merkle';
import type { Signer } from '@/domain/evidence/note';
import { sha256 } from '@/domain/evidence/testing/memory-log';
import { asSuperuser } from '@/domain/evidence/testing/log-rows';
import { connection } from '@/db/client';

/** How far a forger goes after changing rows: tiles only, heads too, with signatures by some key, and the note on disk as well. */
export type Forgery = { heads: boolean; signer: Signer | null; note: boolean };

/** Makes tiles, heads, signatures and manifests anew from the entries that are there now, at the sizes there were heads before: what somebody with all rights could do. */
export async function forgeTree({ heads, signer, note }: Forgery): Promise<void> {
  const { pool } = await connection();
  const entries = (await pool.query<{ seq: string; entry: string }>('select seq, entry from log_entries order by seq')).rows;
  const manifests = new Map((await pool.query<{ run: number; seq: string; manifest: string }>('select run, seq, manifest from report_manifests')).rows.map((row) => [row.seq, row]));
  const roots = new Map<number, string>();
  const sizes = new Set((await pool.query<{ size: string }>('select size from log_heads')).rows.map(({ size }) => Number(size)));
  const tiles = new Map<string, Buffer[]>();
  const range = new Range(0, ({ level, index }, hash) => {
    if (level % 8 === 0) tiles.set(`${level / 8} ${Math.floor(index / 256)}`, [...(tiles.get(`${level / 8} ${Math.floor(index / 256)}`) ?? []), hash]);
  });
  const statements: [string, unknown[]][] = [['delete from log_tiles', []]];
  let last = '';
  for (const { seq, entry: found } of entries) {
    const own = manifests.get(seq);
    const manifest = own && heads ? withRoots(own.manifest, roots) : null;
    const entry = own && manifest ? found.replace(sha256(own.manifest), sha256(manifest)) : found;
    if (own && manifest) statements.push(['update report_manifests set manifest = $2 where run = $1', [own.run, manifest]], ['update log_entries set entry = $2 where seq = $1', [seq, entry]]);
    range.push(leafHash(entry));
    roots.set(range.end, base64(range.root()));
    if (!heads || !sizes.has(range.end)) continue;
    statements.push(['update log_heads set root = $2, frontier = $3 where size = $1', [range.end, range.root(), Buffer.concat(range.hashes())]]);
    if (!signer) continue;
    last = signCheckpoint({ origin: signer.name, size: range.end, root: range.root() }, signer);
    statements.push(['update log_heads set note = $2 where size = $1 and note is not null', [range.end, last]]);
  }
  for (const [key, hashes] of tiles) statements.push(['insert into log_tiles (level, number, hashes) values ($1, $2, $3)', [...key.split(' ').map(Number), Buffer.concat(hashes)]]);
  if (signer && heads) statements.push(['delete from log_keys', []], ['insert into log_keys (vkey, since, added_at) values ($1, 0, now())', [signer.vkey]]);
  await asSuperuser(...statements);
  if (note && last !== '') writeLastNote(last);
}

/** A manifest that names the roots of the forged log. */
function withRoots(manifest: string, roots: ReadonlyMap<number, string>): string {
  const parsed: Manifest = JSON.parse(manifest);
  for (const head of [parsed.log, parsed.previous]) if (head) head.root = roots.get(head.size) ?? head.root;
  return writeManifest(parsed);
}
