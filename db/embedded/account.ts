import { lstatSync, readFileSync } from 'node:fs';
import { EmbeddedDatabaseError } from './errors';
import { run } from './processes';

/** The unprivileged account that the server runs as when we are root. */
export type Account = { uid: number; gid: number; name: string };

/**
 * The account to run PostgreSQL as: null (ourselves) for a normal user; for root the owner of the cluster when there is one,
 * else `postgres`, else `nobody`. PostgreSQL refuses to run as root, and no account is ever made.
 */
export function serverAccount(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = ownerOf(cluster);
  if (owner && owner.uid !== 0) return owner;
  const account = accountFrom(readFileSync('/etc/passwd', 'utf8'));
  if (!account) {
    throw new EmbeddedDatabaseError(
      'PostgreSQL does not run as root, and /etc/passwd has neither the account "postgres" nor "nobody" to run it as. Start Noticeboard as a normal user, or set DATABASE_URL.',
    );
  }
  return account;
}

/** `postgres`, else `nobody`, as a passwd file lists them. */
export function accountFrom(passwd: string): Account | null {
  for (const wanted of ['postgres', 'nobody']) {
    for (const line of passwd.split('\n')) {
      const [name, , uid, gid] = line.split(':');
      if (name !== wanted || !uid || !gid) continue;
      // macOS writes the ids of nobody as -2.
      const account = { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
      if (account.uid !== 0) return account;
    }
  }
  return null;
}

/** Whether the account can enter a folder. Asked of the system, since modes alone leave out access lists and mounts. */
export async function canEnter(account: Account | null, folder: string): Promise<boolean> {
  if (!account) return true;
  return (await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], account)).code === 0;
}

/** Who owns a path, or null where there is nothing. */
export function ownerOf(target: string): Account | null {
  const found = lstatSync(target, { throwIfNoEntry: false });
  return found ? { uid: found.uid, gid: found.gid, name: `uid ${found.uid}` } : null;
}
