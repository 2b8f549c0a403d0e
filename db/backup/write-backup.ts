import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { columnsOf, migrationsOf, tablesOf } from '@/db/backup/tables';
import { snapshot } from '@/db/client';

export const magic = 'noticeboard-backup 1\n';
export type Header = { made_at: string; server_version: number; migrations: string[]; secrets: Record<string, string> };
export type BackupMade = { bytes: number; sha256: string; tables: number; rows: number };

/**
 * Writes the whole database, of one unchanging view, into a file that appears only when it is complete: gzip over a header, then each table
 * as PostgreSQL's binary COPY in frames (4 bytes of length, big end first; 0 ends a table) with its rows and SHA-256, then the sequences and
 * an end mark. Other work goes on meanwhile. `sha256` is that of the file. Throws when the file is there already.
 */
export async function writeBackup(file: string, header: Omit<Header, 'migrations'>): Promise<BackupMade> {
  const draft = `${file}.part`;
  const target = await open(file, 'wx', 0o600);
  await target.close();
  const told: BackupMade = { bytes: 0, sha256: '', tables: 0, rows: 0 };
  const hash = createHash('sha256');
  try {
    await snapshot((client) =>
      pipeline(
        Readable.from(contentOf(client, header, told)),
        createGzip({ level: 6 }),
        async function* (compressed: AsyncIterable<Buffer>) {
          for await (const piece of compressed) {
            hash.update(piece);
            told.bytes += piece.length;
            yield piece;
          }
        },
        createWriteStream(draft, { mode: 0o600, flush: true }),
      ),
    );
    await rename(draft, file);
  } catch (error) {
    await Promise.all([rm(draft, { force: true }), rm(file, { force: true })]);
    throw error;
  }
  return { ...told, sha256: hash.digest('hex') };
}

const line = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`);

async function* contentOf(client: pg.PoolClient, header: Omit<Header, 'migrations'>, told: BackupMade): AsyncGenerator<Buffer> {
  yield Buffer.from(magic);
  yield line({ ...header, migrations: await migrationsOf(client) } satisfies Header);
  for (const table of await tablesOf(client)) {
    yield line(table);
    const hash = createHash('sha256');
    const copy = client.query(copyTo(`copy ${columnsOf(table)} to stdout (format binary)`));
    for await (const piece of copy as AsyncIterable<Buffer>) {
      if (piece.length === 0) continue;
      hash.update(piece);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      yield Buffer.concat([length, piece]);
    }
    yield Buffer.alloc(4);
    yield line({ rows: copy.rowCount, sha256: hash.digest('hex') });
    told.tables += 1;
    told.rows += copy.rowCount;
  }
  const sequences = await client.query<{ name: string; last: string }>(`select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' and last_value is not null order by 1`);
  yield line({ sequences: Object.fromEntries(sequences.rows.map(({ name, last }) => [name, last])) });
  yield line({ end: true });
}
