import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Table, columnsOf, migrationsOf, quoted, tablesOf } from '@/db/backup/tables';
import { type Header, magic } from '@/db/backup/write-backup';

/** Why a backup cannot be restored: a sentence with its remedy. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

export type BackupRestored = { header: Header; tables: number; rows: number; sha256: string };

/**
 * Puts a backup into the empty database of the client's open transaction: all of it or, when anything is damaged, cut short or of another release, nothing.
 * `accept` judges the header first. Throws `BackupRefused`.
 */
export async function readBackup(client: pg.ClientBase, file: string, accept: (header: Header) => void): Promise<BackupRestored> {
  const hash = createHash('sha256');
  const gunzip = createGunzip();
  pipeline(createReadStream(file).on('data', (piece) => hash.update(piece)), gunzip).catch(() => undefined); // Whoever reads on meets the error.
  const bytes = new Bytes(gunzip);
  try {
    if ((await bytes.take(magic.length)).toString() !== magic) throw new BackupRefused(`${file} is no backup of Noticeboard.`);
    const header = (await bytes.line()) as Header;
    accept(header);
    const tables = await refuseUnlessEmpty(client, header);
    const told: BackupRestored = { header, tables: 0, rows: 0, sha256: '' };
    for (let entry = await bytes.line(); !('end' in entry); entry = await bytes.line()) {
      if ('sequences' in entry) await setSequences(client, entry.sequences as Record<string, string>);
      else {
        told.rows += await restoreTable(client, bytes, entry as Table, tables);
        told.tables += 1;
      }
    }
    await bytes.finish();
    if (told.tables !== tables.length) throw new BackupRefused(`The backup holds ${told.tables} tables, this release has ${tables.length}.`);
    return { ...told, sha256: hash.digest('hex') };
  } catch (error) {
    if (error instanceof BackupRefused || !(isDamage(error) || (error instanceof pg.DatabaseError && !(await unpacks(file))))) throw error;
    throw new BackupRefused(`${file} is damaged or cut short (${error instanceof Error ? error.message : String(error)}). Nothing was restored; use another backup.`);
  }
}

/** Whether the file unpacks to its end and its checksum (RFC 1952, 2.3.1). The database may answer damaged bytes with any of its errors, so what it says cannot tell. */
async function unpacks(file: string): Promise<boolean> {
  try {
    await pipeline(createReadStream(file), createGunzip(), new Writable({ write: (_piece, _encoding, done) => done() }));
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

const isDamage = (error: unknown) => error instanceof SyntaxError || error instanceof RangeError || (error instanceof Error && 'code' in error && ['Z_', '22', '08P'].some((start) => String(error.code).startsWith(start)));

async function refuseUnlessEmpty(client: pg.ClientBase, header: Header): Promise<Table[]> {
  const [own, theirs] = [await migrationsOf(client), header.migrations];
  if (own.join() !== theirs.join()) throw new BackupRefused(`The backup is of another release (${theirs.length} migrations, here ${own.length}). Restore it with the release that made it, then upgrade.`);
  const tables = await tablesOf(client);
  for (const { name } of tables) {
    if ((await client.query(`select 1 from ${quoted(name)} limit 1`)).rows.length > 0) throw new BackupRefused(`The table ${name} is not empty. A backup is restored into an empty database only: name a new NOTICEBOARD_DATA or DATABASE_URL.`);
  }
  return tables;
}

async function restoreTable(client: pg.ClientBase, bytes: Bytes, table: Table, known: Table[]): Promise<number> {
  if (!known.some(({ name, columns }) => name === table.name && columns.join() === table.columns.join())) throw new BackupRefused(`The backup holds a table ${table.name} that this release does not have.`);
  const hash = createHash('sha256');
  const copy = client.query(copyFrom(`copy ${columnsOf(table)} from stdin (format binary)`));
  await pipeline(Readable.from(bytes.frames(hash)), copy);
  const { rows, sha256 } = await bytes.line();
  if (hash.digest('hex') !== sha256 || copy.rowCount !== rows) throw new BackupRefused(`The table ${table.name} is damaged in the backup. Nothing was restored; use another backup.`);
  return copy.rowCount;
}

async function setSequences(client: pg.ClientBase, sequences: Record<string, string>): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) await client.query('select setval($1::regclass, $2)', [quoted(name), last]);
}

/** Takes bytes, lines and frames off a stream, in order. Throws a RangeError where it ends too early. */
class Bytes {
  private readonly pieces: AsyncIterator<Buffer>;
  private held = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.pieces = stream[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    while (this.held.length < count) await this.more();
    const taken = this.held.subarray(0, count);
    this.held = this.held.subarray(count);
    return taken;
  }

  async line(): Promise<Record<string, unknown>> {
    for (;;) {
      const end = this.held.indexOf(0x0a);
      if (end >= 0) return JSON.parse((await this.take(end + 1)).toString('utf8')) as Record<string, unknown>;
      await this.more();
    }
  }

  async *frames(hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
    for (let length = (await this.take(4)).readUInt32BE(); length > 0; length = (await this.take(4)).readUInt32BE()) {
      const frame = await this.take(length);
      hash.update(frame);
      yield frame;
    }
  }

  /** Reads to the end, where the stream's own checksum is. Throws a RangeError where something follows. */
  async finish(): Promise<void> {
    const next = await this.pieces.next();
    if (!next.done || this.held.length > 0) throw new RangeError('something follows its end');
  }

  private async more(): Promise<void> {
    const next = await this.pieces.next();
    if (next.done) throw new RangeError('it ends too early');
    this.held = Buffer.concat([this.held, next.value]);
  }
}
