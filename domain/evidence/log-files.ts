import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { type Signer, readSigner, signerOf } from '@/domain/evidence/note';
import { readEnvironment } from '@/env';

/*
 * What the log keeps outside the database, in the data folder: its key (`log.key`, 0600) and the last note it signed (`log.note`). Whoever
 * can change the database alone can therefore neither sign nor make the signer forget. The worker alone reads them.
 */

const keyFile = () => path.join(readEnvironment().data, 'log.key');
const noteFile = () => path.join(readEnvironment().data, 'log.note');
const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const isThere = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** The log's signer, or null before there is a key. Throws a `NoteError` for a file that is no key. */
export function readLogKey(): Signer | null {
  const text = readOrNull(keyFile());
  return text === null ? null : readSigner(text.trim());
}

/** Makes the log's key, once: of several that try, one wins. Returns what the file then holds. */
export function makeLogKey(): Signer {
  const seed = randomBytes(32);
  const file = keyFile();
  const draft = write(file, `${signerOf(originFor(readEnvironment(), seed), seed).text}\n`);
  try {
    linkSync(draft, file);
    syncFolder(path.dirname(file));
  } catch (error) {
    if (!isThere(error)) throw error;
  } finally {
    rmSync(draft);
  }
  return readSigner(readFileSync(file, 'utf8').trim());
}

/** What the log is called: as set, else by the address it is served under, else a name nobody else has. */
function originFor({ logOrigin, url }: { logOrigin: string | null; url: string | null }, seed: Buffer): string {
  if (logOrigin !== null) return logOrigin;
  const host = url === null ? null : new URL(url).host;
  return host === null || /^(localhost|127\.|\[::1\])/.test(host) ? `noticeboard.invalid/${signerOf('x', seed).id.toString('hex')}` : `${host}/log`;
}

/** The note that was signed last, or null before the first. */
export const readLastNote = (): string | null => readOrNull(noteFile());

/** Puts a note in place of the last one; on disk when it returns. */
export function writeLastNote(note: string): void {
  const file = noteFile();
  renameSync(write(file, note), file);
  syncFolder(path.dirname(file));
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function write(file: string, text: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  return draft;
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
