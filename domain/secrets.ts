import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { readEnvironment } from '@/env';

/** The installation's own secrets: `session` signs cookies, `pseudonym` turns identifiers into subjects, `erasure` subjects into tombstones, `second_factor` encrypts the keys of authenticators. */
export type SecretName = 'session' | 'pseudonym' | 'erasure' | 'second_factor';

const variables: Record<SecretName, string> = { session: 'NOTICEBOARD_SESSION_SECRET', pseudonym: 'NOTICEBOARD_PSEUDONYM_SECRET', erasure: 'NOTICEBOARD_ERASURE_SECRET', second_factor: 'NOTICEBOARD_SECOND_FACTOR_SECRET' };

/**
 * The secret's 32 bytes: from its environment variable (64 hex digits), else from a 0600 file in the data folder, made once.
 * Throws when the value is not 64 hex digits.
 */
export function secret(name: SecretName): Buffer {
  const given = process.env[variables[name]];
  const text = given ?? readOrCreate(path.join(readEnvironment().data, 'secrets'), name);
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${given ? variables[name] : `The secret ${name}`} must be 64 lower-case hex digits (32 bytes).`);
  return Buffer.from(text, 'hex');
}

function readOrCreate(folder: string, name: string): string {
  const file = path.join(folder, `${name}.key`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  mkdirSync(path.dirname(folder), { recursive: true }); // The database's account must be able to pass through it.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, `${randomBytes(32).toString('hex')}\n`);
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(draft, file); // Atomic: of several first starts, one secret wins and all read it.
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8').trim();
}
