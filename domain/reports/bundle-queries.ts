import { type Attested, type Earlier, type Manifest, attestFiles } from '@/domain/evidence/bundle';
import { type BundleFile, textFile, zipBundle } from '@/domain/evidence/bundle-zip';
import { openNote, readVerifier } from '@/domain/evidence/note';
import { consistencySpans, inclusionSpans } from '@/domain/evidence/merkle';
import { type Asker, hashSpans } from '@/domain/evidence/sql/tree';
import { connection } from '@/db/client';
import { storedPieces } from '@/domain/reports/stored-pieces-queries';

/** Entries about a run that its bundle carries beside the one that names the manifest. */
const attesting = ['report.sign', 'report.countersign', 'report.supersede', 'report.withdraw', 'report.seal'];
/** How many other runs' checkpoints a bundle proves to be beginnings of its own: about a kilobyte each. */
const mostEarlier = 64;

type Sealing = { size: number; root: Buffer; note: string };

/** Numbers of the entries about a run that its bundle carries and that are published, the one that names the manifest first; none before that. */
async function entriesAbout(asker: Asker, runs: number[]): Promise<{ run: number; seq: number; name: string; entry: string }[]> {
  const found = await asker.query<{ run: number; seq: string; entry: string; action: string }>(
    `select m.run, e.seq, e.entry, e.entry::jsonb ->> 'action' as action from report_manifests m
     join log_entries e on e.entry::jsonb #>> '{object,id}' = m.run::text and e.entry::jsonb #>> '{object,type}' = 'report'
     where m.run = any($1::int[]) and (e.seq = m.seq or (e.seq > m.seq and e.entry::jsonb ->> 'action' = any($2::text[])))
       and e.seq < (select coalesce(max(size), 0) from log_heads where note is not null) order by e.seq`,
    [runs, attesting],
  );
  return found.rows.map(({ run, seq, entry, action }) => ({ run, seq: Number(seq), entry, name: action === 'report.publish' ? 'manifest' : `${action.slice('report.'.length)}-${seq}` }));
}

/** The checkpoint a run's bundle shows: the first published one that holds the last entry about it; null until the manifest's is published. */
export async function sealedHead(asker: Asker, run: number): Promise<Sealing | null> {
  const about = await entriesAbout(asker, [run]);
  const last = about.at(-1);
  if (!last) return null;
  const found = await asker.query<{ size: string; root: Buffer; note: string }>('select size, root, note from log_heads where note is not null and size > $1 order by size limit 1', [last.seq]);
  const head = found.rows[0];
  return head ? { ...head, size: Number(head.size) } : null;
}

/** The bundle of a run, made anew from what is stored: equal bytes until something is logged about it. Null before its manifest is published, or once files are gone. The caller has judged who may. */
export async function bundleOf(run: number): Promise<ReturnType<typeof zipBundle> | null> {
  const { pool } = await connection();
  const head = await sealedHead(pool, run);
  const stored = (await pool.query<{ manifest: string; readme: string; verifier: string }>('select manifest, readme, verifier from report_manifests where run = $1', [run])).rows[0];
  const content = await pool.query<{ name: string; size: string }>('select name, size from report_files where run = $1', [run]);
  if (!head || !stored || content.rows.length === 0) return null;
  const entries: Attested[] = [];
  for (const { seq, name, entry } of await entriesAbout(pool, [run])) entries.push({ name, entry, index: seq, proof: await hashSpans(pool, inclusionSpans(seq, head.size)) });
  const attested = await pool.query<{ name: string; content: Buffer }>('select name, content from report_attestations where run = $1', [run]);
  return zipBundle([
    ...content.rows.map(({ name, size }): BundleFile => ({ name, size: Number(size), chunks: () => storedPieces(run, name) })),
    textFile('README.txt', stored.readme), textFile('verify.mjs', stored.verifier), textFile('manifest.json', stored.manifest),
    ...attestFiles({ checkpoint: head.note, vkeys: await signersOf(pool, head.note), entries, earlier: await earlierThan(pool, run, head, JSON.parse(stored.manifest)) }).map(({ name, text }) => textFile(name, text)),
    // What no published entry names yet is not in it: nothing would vouch for it.
    ...attested.rows.filter(({ name }) => entries.some(({ entry }) => entry.includes(`"name":"attest/${name}"`))).map(({ name, content: bytes }): BundleFile => ({ name: `attest/${name}`, size: bytes.length, chunks: () => [bytes] })),
  ]);
}

async function signersOf(asker: Asker, note: string): Promise<string[]> {
  const keys = await asker.query<{ vkey: string }>('select vkey from log_keys order by since, vkey');
  return openNote(note, keys.rows.map(({ vkey }) => readVerifier(vkey))).signedBy.map(({ vkey }) => vkey);
}

/** The trees that the manifest names, and those that the latest other bundles show, as far as they come before this checkpoint. */
async function earlierThan(asker: Asker, run: number, head: Sealing, { log, previous }: Manifest): Promise<Earlier[]> {
  const others = await asker.query<{ run: number }>('select run from report_manifests where run <> $1 order by seq desc limit $2', [run, mostEarlier]);
  const marks = (await entriesAbout(asker, [run, ...others.rows.map((row) => row.run)])).map(({ seq }) => seq);
  const named = [log?.size, previous?.size].filter((size) => size !== undefined);
  const found = await asker.query<{ size: string; root: Buffer }>(
    `select distinct h.size, h.root from unnest($1::bigint[]) m(seq) cross join lateral (select size, root from log_heads where note is not null and size > m.seq order by size limit 1) h where h.size < $3
     union select size, root from log_heads where size = any($2::bigint[]) order by size`,
    [marks, named, head.size],
  );
  const trees: Earlier[] = [];
  for (const { size, root } of found.rows) trees.push({ size: Number(size), root, proof: await hashSpans(asker, consistencySpans(Number(size), head.size)) });
  return trees;
}
