import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { base64 } from '@/domain/evidence/base64';
import { type Head, type Manifest, writeManifest } from '@/domain/evidence/bundle';
import { publishedHead } from '@/domain/evidence/sql/tree';
import { sealedHead } from '@/domain/reports/bundle-queries';
import type { StoredFile } from '@/domain/reports/commands/store-files';
import { earlierEndings } from '@/domain/reports/earlier-queries';
import type { Run } from '@/domain/reports/run';
import { words } from '@/domain/words/catalogue';
import type { Work } from '@/db/client';
import { readEnvironment } from '@/env';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const headOf = ({ size, root }: { size: number; root: Buffer }): Head => ({ size, root: base64(root) });

export type Written = { manifest: string; sha256: string; readme: string; verifier: string };

/**
 * The manifest of a run whose files are stored, with the two files that every bundle carries: how to read it, and the verifier as it is
 * in this version. Names neither the run, nor who asked, nor a person it is about.
 */
export async function manifestOf({ tx, client }: Work, run: Run, files: StoredFile[], inputsSha256: string): Promise<Written> {
  const { home } = readEnvironment();
  const readme = words(run.language).bundle.readme;
  const verifier = readFileSync(path.join(home, 'domain/evidence/verify.mjs'), 'utf8');
  const text = (name: string, media_type: string, content: string) => ({ name, media_type, size: Buffer.byteLength(content), sha256: sha256(content) });
  const head = await publishedHead(client);
  const manifest = writeManifest({
    format: 'noticeboard/report@1', type: run.type, language: run.language, as_of: run.asOf.toISOString(), known_at: run.knownAt.toISOString(), parameters: parametersOf(run), inputs_sha256: inputsSha256,
    versions: await readVersions(client, home, run), log: head && headOf(head), previous: await previousOf(client, run.number), earlier: await earlierEndings(tx, run),
    files: [...files.map(({ name, mediaType, size, sha256: digest }) => ({ name, media_type: mediaType, size, sha256: digest })), text('README.txt', 'text/plain', readme), text('verify.mjs', 'text/javascript', verifier)],
  });
  return { manifest, sha256: sha256(manifest), readme, verifier };
}

function parametersOf({ campaign, jurisdiction, layout, columns, from, zone, filters, exact, illustrative }: Run): Manifest['parameters'] {
  return { campaign, jurisdiction, layout, columns: columns?.map((column) => ({ ...column })) ?? null, from: from?.toISOString() ?? null, zone, filters, exact, illustrative };
}

/** Of the product, of the rules, of the register (versions recorded until then) and of the clocks that bucket days and write instants. */
async function readVersions(client: pg.ClientBase, home: string, run: Run): Promise<Manifest['versions']> {
  const product: { version: string } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  const found = await client.query<{ database: string; register: number; pack: string | null }>(
    `select version() as database, (select count(*) from purpose_versions where recorded_at <= $1)::int as register, (select max(pack) from findings) as pack`,
    [run.knownAt],
  );
  const { database = '', register = 0, pack = null } = found.rows[0] ?? {};
  return { app: product.version, register, rules: pack, tzdata: { database: database.replace(/ on .*$/, ''), program: process.versions.tz ?? '' } };
}

/** The log that the last bundle before this one shows; null for the first. */
async function previousOf(client: pg.ClientBase, run: number): Promise<Manifest['previous']> {
  const found = await client.query<{ run: number }>('select run from report_manifests where run <> $1 order by seq desc limit 5', [run]);
  for (const { run: before } of found.rows) {
    const head = await sealedHead(client, before);
    if (head) return { report: before, ...headOf(head) };
  }
  return null;
}
