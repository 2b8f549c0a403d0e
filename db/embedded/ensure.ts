import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedDatabaseError } from './errors';
import { launch } from './launch';
import { lockError, tryLock } from './lock';
import { type ReadyServer, ensureDatabase, probe } from './probe';
import { type Site, lockFile, logFile, stoppedFile } from './site';

const patience = 60_000;
const recoverWithin = 15 * 60_000;

export type Ensured = { server: ReadyServer; started: boolean };

/**
 * One running server with the application's database in it: the one that answers, or one that we start. However many
 * processes call this at once, one starts the server and the others attach to it. `mayStart` is asked under the lock;
 * when it says no, the answer is null.
 */
export async function ensureServer(site: Site, log: (line: string) => void, mayStart: () => boolean = () => true): Promise<Ensured | null> {
  const began = Date.now();
  for (;;) {
    const answer = await probe(site);
    if (answer.state === 'ready') return attach(answer);
    const waited = Date.now() - began;
    if (answer.state === 'busy') {
      if (waited > recoverWithin) throw stuck(site, answer.reason);
    } else {
      const lock = tryLock(lockFile(site));
      if ('release' in lock) {
        try {
          const outcome = await startUnderLock(site, log, mayStart);
          if (outcome !== 'busy') return outcome;
        } finally {
          lock.release();
        }
      } else if (waited > patience) throw lockError(lockFile(site), lock.holder, patience);
    }
    await sleep(100 + Math.random() * 100);
  }
}

/** Whether somebody stopped the server on purpose, so that supervisors leave it alone until it is started on purpose. */
export function wasStopped(site: Site): boolean {
  return existsSync(stoppedFile(site));
}

async function startUnderLock(site: Site, log: (line: string) => void, mayStart: () => boolean): Promise<Ensured | null | 'busy'> {
  const answer = await probe(site); // Another process may have started it while we waited for the lock.
  if (answer.state === 'busy') return 'busy';
  if (answer.state === 'ready') return attach(answer);
  if (!mayStart()) return null;
  const server = await launch(site, log);
  await ensureDatabase(server);
  log(`PostgreSQL ${server.version} started in ${site.folder}`);
  return { server, started: true };
}

async function attach(server: ReadyServer): Promise<Ensured> {
  await ensureDatabase(server);
  return { server, started: false };
}

function stuck(site: Site, reason: string): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(`The embedded database has not become ready within 15 minutes (${reason}). See ${logFile(site)}.`);
}
