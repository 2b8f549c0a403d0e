import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { serverAccount } from './account';
import { readSecret, superuser } from './cluster';
import { EmbeddedDatabaseError, codeOf, messageOf } from './errors';
import { type Site, checkOwner, clusterIn, existingHome, isPrivate, secretFile, socketFolder, socketPort } from './site';

export const databaseName = 'noticeboard';

export type Connection = { host: string; port: number; user: string; password: string; database: string };

export type ReadyServer = { state: 'ready'; connection: Connection; version: string; versionNumber: number; hasDatabase: boolean };

/** `busy`: a server is there and does not answer queries yet (or any more). */
export type Probe = ReadyServer | { state: 'busy'; reason: string } | { state: 'down' };

/** What `postmaster.pid` says, or null when there is none. */
export type PidFile = { pid: number; port: number; socketFolder: string };

/** Asks the server itself. A pid file proves nothing: it outlives a crash, and its pid can belong to somebody else by now. */
export async function probe(site: Site): Promise<Probe> {
  const connection = findConnection(site);
  if (!connection) return { state: 'down' };
  const client = newClient({ ...connection, database: 'postgres' }, 'noticeboard probe');
  try {
    await client.connect();
    const answer = await client.query<{ version: string; number: number; made: boolean }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
         exists (select from pg_database where datname = $1) as made`,
      [databaseName],
    );
    const row = answer.rows[0];
    if (!row) return { state: 'busy', reason: 'it did not answer' };
    return { state: 'ready', connection, version: row.version.split(' ')[0] ?? '', versionNumber: row.number, hasDatabase: row.made };
  } catch (error) {
    return failedProbe(site, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes the application's database; somebody else may do so at the same moment. */
export async function ensureDatabase(server: ReadyServer): Promise<void> {
  if (server.hasDatabase) return;
  const client = newClient({ ...server.connection, database: 'postgres' }, 'noticeboard probe');
  try {
    await client.connect();
    await client.query(`create database ${databaseName}`);
  } catch (error) {
    const madeByAnother = ['42P04', '23505'].includes(codeOf(error));
    if (!madeByAnother) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A single connection that neither crashes the process when the server goes nor takes TLS settings from the environment. */
export function newClient(connection: Connection, name: string): pg.Client {
  const client = new pg.Client({ ...connection, ssl: false, application_name: name, connectionTimeoutMillis: 3000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  return client;
}

/** The pid file of the cluster in `home`. */
export function readPidFile(home: string): PidFile | null {
  let text: string;
  try {
    text = readFileSync(path.join(clusterIn(home), 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  const [pid, , , port, folder] = text.split('\n');
  return { pid: Number(pid), port: Number(port), socketFolder: folder?.trim() ?? '' };
}

function findConnection(site: Site): Connection | null {
  const home = existingHome(site);
  if (home === null) return null;
  checkOwner(clusterIn(home));
  const password = readSecret(site);
  if (password === null) return null;
  const pidFile = readPidFile(home);
  const common = { user: superuser, password, database: databaseName };
  if (site.tcp) return pidFile && pidFile.port > 0 ? { host: '127.0.0.1', port: pidFile.port, ...common } : null;
  // A server that runs may have chosen its folder under another TMPDIR than ours.
  const host = pidFile?.socketFolder || socketFolder(site, home);
  return isPrivate(host, serverAccount(clusterIn(home))) ? { host, port: socketPort, ...common } : null;
}

function failedProbe(site: Site, error: unknown): Probe {
  const code = codeOf(error);
  if (['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(code)) return { state: 'down' };
  if (code === '28P01') {
    throw new EmbeddedDatabaseError(`The embedded database refuses the password in ${secretFile(site)}. Restore that file from a backup of the data folder.`);
  }
  if (code === 'EACCES') throw new EmbeddedDatabaseError(`The embedded database belongs to another user (${messageOf(error)}). Run Noticeboard as that user.`);
  return { state: 'busy', reason: messageOf(error) };
}
