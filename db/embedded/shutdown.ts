import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from './account';
import { ensureBinaries, findPackage } from './binaries';
import { EmbeddedDatabaseError } from './errors';
import { withLock } from './lock';
import { type ReadyServer, newClient, probe } from './probe';
import { run } from './processes';
import { type Site, clusterIn, existingHome, lockFile, logFile, outsideHome, stoppedFile } from './site';

/** Stops the server (fast: open transactions are rolled back) and returns when it is down. Supervisors leave it down. */
export async function stopServer(site: Site): Promise<void> {
  if (existingHome(site) === null) return;
  await withLock(lockFile(site), async () => {
    if (await shutDown(site)) writeFileSync(stoppedFile(site), `${new Date().toISOString()}\n`, { mode: 0o644 });
  });
}

/**
 * Stops the server unless a client other than the backends in `ours` is connected; `before` is called first. Returns whether
 * it stopped. Not a stop on purpose: a supervisor that had lost its connection at this very moment may bring the server back.
 */
export async function stopServerIfIdle(site: Site, ours: () => number[], before: () => void): Promise<boolean> {
  if (existingHome(site) === null) return false;
  return withLock(lockFile(site), async () => {
    const answer = await probe(site);
    if (answer.state !== 'ready' || !(await isIdle(answer, ours()))) return false;
    before();
    return shutDown(site);
  });
}

async function shutDown(site: Site): Promise<boolean> {
  const home = existingHome(site);
  // `pg_ctl stop` signals whatever process has the pid of a leftover pid file, so the server must have answered.
  if (home === null || (await probe(site)).state === 'down') return false;
  const account = serverAccount(clusterIn(home));
  const binaries = await ensureBinaries(findPackage(), outsideHome(site), account);
  const answer = await run(binaries.pgCtl, ['stop', '-D', clusterIn(home), '-m', 'fast', '-w', '-t', '60'], account);
  if (answer.code !== 0 && (await probe(site)).state !== 'down') {
    throw new EmbeddedDatabaseError(`The embedded database in ${clusterIn(home)} did not stop within 60 seconds: ${answer.output.split('\n').at(-1) ?? ''} See ${logFile(site)}.`);
  }
  return true;
}

async function isIdle(server: ReadyServer, ours: number[]): Promise<boolean> {
  const client = newClient({ ...server.connection, database: 'postgres' }, 'noticeboard probe');
  try {
    await client.connect();
    // A connection that was just closed stays listed for a moment.
    for (let look = 0; look < 10; look += 1) {
      const answer = await client.query<{ others: number }>(
        `select count(*)::int as others from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid() and not pid = any($1::int[])`,
        [ours],
      );
      if (answer.rows[0]?.others === 0) return true;
      await sleep(50);
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
