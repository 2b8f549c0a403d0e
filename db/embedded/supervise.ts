import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Ensured, ensureServer, wasStopped } from './ensure';
import { messageOf } from './errors';
import { newClient } from './probe';
import type { Site } from './site';

export type Supervision = { end(): void; backend(): number | null };

/**
 * Brings the server back when it dies. One idle connection does two things: it ends at the moment the server does, and it
 * counts as a client, so that `stopIfIdle` of another process leaves the server to us. A server that was stopped on purpose
 * stays down, and is watched again once it is back.
 */
export function supervise(site: Site, log: (line: string) => void): Supervision {
  const ended = new AbortController();
  let backend: number | null = null;
  const mayStart = () => !ended.signal.aborted && !wasStopped(site);

  const watch = async (server: Ensured['server']): Promise<void> => {
    const client = newClient({ ...server.connection, database: 'postgres' }, 'noticeboard supervisor');
    const closed = new Promise<void>((resolve) => client.once('end', () => resolve()));
    const close = () => void client.end().catch(() => undefined);
    try {
      await client.connect();
      backend = await backendOf(client);
      letProcessEnd(client);
      ended.signal.addEventListener('abort', close, { once: true });
      if (ended.signal.aborted) close();
      await closed;
    } finally {
      backend = null;
      ended.signal.removeEventListener('abort', close);
      close();
    }
  };

  const loop = async (): Promise<void> => {
    for (let failures = 0; !ended.signal.aborted; ) {
      try {
        const ensured = await ensureServer(site, log, mayStart);
        if (ensured?.started) log('the supervisor brought PostgreSQL back');
        if (ensured) await watch(ensured.server);
        failures = 0;
        await pause(ensured ? 100 : 1000);
      } catch (error) {
        failures += 1;
        log(`the embedded database is not back yet: ${messageOf(error)}`);
        await pause(Math.min(500 * 2 ** failures, 30_000));
      }
    }
  };

  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { ref: false, signal: ended.signal }).catch(() => undefined);

  void loop();
  return { end: () => ended.abort(), backend: () => backend };
}

async function backendOf(client: pg.Client): Promise<number | null> {
  const answer = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return answer.rows[0]?.pid ?? null;
}

/** Supervision must not keep a process alive that has nothing else to do. (`unref` is missing from the types.) */
function letProcessEnd(client: pg.Client): void {
  if ('unref' in client && typeof client.unref === 'function') client.unref();
}
