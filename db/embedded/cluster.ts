import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { EmbeddedDatabaseError, codeOf } from './errors';
import { run } from './processes';
import { type Site, checkOwner, clusterIn, makePrivate, secretFile } from './site';

/** PostgreSQL's own superuser; the application's roles are made by its migrations. */
export const superuser = 'postgres';

/** The major version of the clusters that these binaries can run. */
const majorVersion = '18';

/** The superuser's password, or null before the first start. */
export function readSecret(site: Site): string | null {
  try {
    return readFileSync(secretFile(site), 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    if (codeOf(error) !== 'EACCES') throw error;
    throw new EmbeddedDatabaseError(`${secretFile(site)} belongs to another user. Run Noticeboard as the user who made it (or as root).`);
  }
}

/** Makes the cluster if there is none: whole or not at all, however the making ends. */
export async function ensureCluster(site: Site, home: string, account: Account | null, binaries: Binaries): Promise<void> {
  const cluster = clusterIn(home);
  removeLeftovers(home);
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    checkCluster(site, cluster);
    return;
  }
  const secret = readSecret(site) ?? createSecret(site);
  const draft = path.join(home, `${draftPrefix}${randomBytes(4).toString('hex')}`);
  makePrivate(draft, account);
  try {
    await initialise(draft, secret, account, binaries);
    renameSync(path.join(draft, 'cluster'), cluster);
    syncFolder(home);
  } finally {
    removeLeftovers(home);
  }
}

const draftPrefix = 'postgres.new-';

async function initialise(draft: string, secret: string, account: Account | null, binaries: Binaries): Promise<void> {
  const passwordFile = path.join(draft, 'password');
  writeFileSync(passwordFile, secret, { mode: 0o600, flag: 'wx' });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const cluster = path.join(draft, 'cluster');
  const attempt = (locale: string) =>
    run(
      binaries.initdb,
      ['-D', cluster, '-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`, '--data-checksums', '--no-instructions'],
      account,
      locale,
    );
  let answer = await attempt('C.UTF-8');
  // Some systems lack that name; sorting and case come from the built-in locale either way.
  if (answer.code !== 0 && answer.output.includes('invalid locale')) answer = await attempt('C');
  if (answer.code !== 0) {
    throw new EmbeddedDatabaseError(`The embedded database could not be created in ${path.dirname(draft)}: ${answer.output.split('\n').slice(-3).join(' ')}`);
  }
}

function checkCluster(site: Site, cluster: string): void {
  checkOwner(cluster);
  const file = path.join(cluster, 'PG_VERSION');
  if (!existsSync(file)) throw new EmbeddedDatabaseError(`${cluster} is not empty and holds no PostgreSQL database. Move it away and start again.`);
  const version = readFileSync(file, 'utf8').trim();
  if (version !== majorVersion) {
    throw new EmbeddedDatabaseError(`The database in ${cluster} was made by PostgreSQL ${version}, and this Noticeboard brings PostgreSQL ${majorVersion}. Restore a backup into a new data folder.`);
  }
  if (readSecret(site) === null) {
    throw new EmbeddedDatabaseError(`There is a database in ${cluster}, but its password file ${secretFile(site)} is missing. Restore that file from a backup of the data folder.`);
  }
}

function createSecret(site: Site): string {
  const draft = `${secretFile(site)}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(/* turbopackIgnore: true */ draft, 'wx', 0o600);
  try {
    writeSync(handle, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(draft, secretFile(site)); // Never replaces a secret that a cluster may already depend on.
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(site.folder);
  const secret = readSecret(site);
  if (!secret) throw new EmbeddedDatabaseError(`${secretFile(site)} is empty. Remove it and start again.`);
  return secret;
}

function removeLeftovers(home: string): void {
  for (const name of readdirSync(home)) {
    if (!name.startsWith(draftPrefix)) continue;
    try {
      rmSync(path.join(home, name), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // The programs of a killed start can still be writing there; the next call or the next start removes it.
    }
  }
}

/** Makes a rename last through a power cut. Windows cannot open a folder for that. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
