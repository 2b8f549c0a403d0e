import { createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Account, canEnter, ownerOf, serverAccount } from './account';
import { EmbeddedDatabaseError, codeOf } from './errors';

/** Where one installation keeps its embedded database. */
export type Site = {
  /** NOTICEBOARD_DATA. */
  folder: string;
  /** Loopback TCP instead of a Unix socket. */
  tcp: boolean;
  /** What the server keeps of its tables in memory (`shared_buffers`), such as 2GB; `usualCache` where nothing is said. */
  cache?: string;
};

/** The number in the socket's name; the folder is ours alone, so it never has to differ. */
export const socketPort = 5432;

/** Where clusters lie that cannot stay in a data folder which the server's account cannot enter. */
export const sharedHome = '/var/lib/noticeboard';

export const secretFile = (site: Site) => path.join(site.folder, 'postgres.secret');
export const lockFile = (site: Site) => path.join(site.folder, 'postgres.lock');
export const logFile = (site: Site) => path.join(site.folder, 'postgres.log');
export const locationFile = (site: Site) => path.join(site.folder, 'postgres.location');
export const stoppedFile = (site: Site) => path.join(site.folder, 'postgres.stopped');
export const clusterIn = (home: string) => path.join(home, 'postgres');
export const outsideHome = (site: Site) => path.join(sharedHome, shortHash(site.folder));

/** The folder that holds the cluster, or null when there is none yet. */
export function existingHome(site: Site): string | null {
  try {
    return readFileSync(locationFile(site), 'utf8').trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  return existsSync(clusterIn(site.folder)) ? site.folder : null;
}

/** The folder for the cluster and the account it belongs to: where it already lies, else a place the account can enter. */
export async function chooseHome(site: Site): Promise<{ home: string; account: Account | null }> {
  const existing = existingHome(site);
  const account = serverAccount(clusterIn(existing ?? site.folder));
  const reachable = await canEnter(account, site.folder);
  if (existing === site.folder) {
    if (!reachable) {
      throw new EmbeddedDatabaseError(
        `The database in ${site.folder} runs as ${account?.name}, which cannot enter that folder any more. Let it pass: chmod o+x on the folder and each folder above it.`,
      );
    }
    return { home: existing, account };
  }
  if (existing !== null) {
    if (!existsSync(clusterIn(existing))) {
      throw new EmbeddedDatabaseError(
        `${locationFile(site)} says that the database lies in ${existing}, but it is not there. Restore it, or remove that file to begin with an empty database.`,
      );
    }
    return { home: existing, account };
  }
  if (reachable) return { home: site.folder, account };
  const home = outsideHome(site);
  makePassable(sharedHome);
  makePassable(home);
  // The cluster may be there already: the process that made it can have died before it wrote postgres.location.
  return { home, account: serverAccount(clusterIn(home)) };
}

/** Writes down a cluster that lies outside the data folder. */
export function rememberHome(site: Site, home: string): void {
  if (home !== site.folder) writeFileSync(locationFile(site), `${home}\n`, { mode: 0o644 });
}

/** Makes the data folder when it is missing. As root others may pass through it (PostgreSQL must), but not list it. */
export function makeDataFolder(site: Site): void {
  if (existsSync(site.folder)) {
    checkWritable(site.folder);
    return;
  }
  mkdirSync(path.dirname(site.folder), { recursive: true });
  try {
    mkdirSync(site.folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw error;
  }
  chmodSync(site.folder, process.getuid?.() === 0 ? 0o711 : 0o700);
}

function checkWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new EmbeddedDatabaseError(`We may not write to the data folder ${folder}. Run Noticeboard as its owner, or set NOTICEBOARD_DATA to another folder.`);
  }
}

/** Makes a folder that everybody may pass through, whatever our umask is. */
export function makePassable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

/** The longest path that fits a socket's address: `sun_path` without its final NUL. */
const longestSocketPath = process.platform === 'darwin' ? 103 : 107;

/** The folder of the socket: beside the cluster, or a short one in the temporary folder where that path would be too long. */
export function socketFolder(site: Site, home: string, temporary = os.tmpdir()): string {
  const beside = path.join(home, 'socket');
  if (Buffer.byteLength(socketPath(beside)) <= longestSocketPath) return beside;
  return path.join(temporary, `noticeboard-${shortHash(site.folder)}`);
}

export const socketPath = (folder: string) => path.join(folder, `.s.PGSQL.${socketPort}`);

/** Makes a folder that only the server's account may use, and refuses one that somebody else prepared. */
export function makePrivate(folder: string, account: Account | null): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const found = lstatSync(folder);
  if (!isPrivate(folder, account)) {
    throw new EmbeddedDatabaseError(
      `${folder} cannot be trusted: it must be a folder with mode 0700 that belongs to ${account?.name ?? 'the user who runs Noticeboard'}. Remove it and try again.`,
    );
  }
  if (account && found.uid !== account.uid) chownSync(folder, account.uid, account.gid);
}

/** Whether only the server's account (or we) can have put anything into this folder. */
export function isPrivate(folder: string, account: Account | null): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return false;
  const ourselves = process.getuid?.();
  return ourselves === undefined || ((found.mode & 0o077) === 0 && [ourselves, account?.uid].includes(found.uid));
}

/** Refuses a cluster of another user before PostgreSQL refuses it less clearly. */
export function checkOwner(cluster: string): void {
  const ourselves = process.getuid?.();
  const owner = ownerOf(cluster);
  if (ourselves === undefined || ourselves === 0 || !owner || owner.uid === ourselves) return;
  throw new EmbeddedDatabaseError(`The database in ${cluster} belongs to ${owner.name}, and we run as uid ${ourselves}. Run Noticeboard as the user who made it (or as root).`);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
