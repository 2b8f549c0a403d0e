import { connection } from '@/db/client';
import { embeddedVersionFloor, isBelowFloor } from '@/db/embedded/version';

/** Whether the database answers; no detail beyond that leaves the process. */
export async function readiness(): Promise<{ status: 'ready' | 'not_ready'; database: 'ok' | 'unreachable' }> {
  try {
    const { pool } = await connection();
    await pool.query('select 1');
    return { status: 'ready', database: 'ok' };
  } catch {
    return { status: 'not_ready', database: 'unreachable' };
  }
}

/** The embedded server's version and the floor it lies below, or null when there is nothing to warn of. */
export async function embeddedWarning(): Promise<{ version: string; floor: string } | null> {
  const { embedded, serverVersion } = await connection();
  return embedded && isBelowFloor(serverVersion) ? { version: embedded.version, floor: `${Math.floor(embeddedVersionFloor / 10_000)}.${embeddedVersionFloor % 10_000}` } : null;
}
