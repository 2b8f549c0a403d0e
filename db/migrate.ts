import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { readEnvironment } from '@/env';

const lockKey = 7_264_010;

/**
 * Applies the committed migrations that are missing, one process at a time: drizzle itself takes no lock, so an advisory lock
 * on a connection of its own surrounds it. Throws when a migration fails; what it had done in its transaction is undone.
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await applyMigrations(drizzle(client), { migrationsFolder: path.join(readEnvironment().home, 'db/migrations') });
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
    client.release();
  }
}
