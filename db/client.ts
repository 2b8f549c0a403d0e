import { type NodePgDatabase, drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { type EmbeddedServer, openEmbedded } from '@/db/embedded/server';
import { migrate } from '@/db/migrate';
import { onClient } from '@/db/on-client';
import * as schema from '@/db/schema';
import { readEnvironment } from '@/env';

export type Database = NodePgDatabase<typeof schema>;
/** Where a command writes: a database handle whose statements all belong to one open transaction. */
export type Transaction = Pick<Database, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'>;

export type Connection = {
  pool: pg.Pool;
  /** One connection for what must get through while all others wait; it is made when it is asked for. */
  aside: pg.Pool;
  db: Database;
  serverVersion: number;
  /** The embedded server, or null when `DATABASE_URL` names another one. */
  embedded: EmbeddedServer | null;
};

declare global {
  var noticeboardConnection: Promise<Connection> | undefined;
}

/** The one connection pool of this process: opened, and migrated, on first use. Throws a sentence that names the remedy. */
export function connection(): Promise<Connection> {
  globalThis.noticeboardConnection ??= open().catch((error: unknown) => {
    globalThis.noticeboardConnection = undefined;
    throw error;
  });
  return globalThis.noticeboardConnection;
}

export async function database(): Promise<Database> {
  return (await connection()).db;
}

/** One open transaction, as drizzle and as the bare client for COPY and hand-written statements. */
export type Work = { tx: Transaction; client: pg.PoolClient };

/** Runs `work` on one unchanging view of the database: what others commit meanwhile is not seen. Reads only. */
export async function snapshot<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const { pool } = await connection();
  return inTransaction(pool, 'begin isolation level repeatable read read only', work);
}

/** Runs `work` in one transaction: committed when it returns, undone when it throws. A connection that broke is not used again. */
export async function transact<Result>(work: (open: Work) => Promise<Result>): Promise<Result> {
  const { pool } = await connection();
  return inTransaction(pool, 'begin', (client) => work({ tx: drizzle(client), client }));
}

function inTransaction<Result>(pool: pg.Pool, begin: string, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  return onClient(pool, async (client, giveUp) => {
    try {
      await client.query(begin);
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(giveUp);
      throw error;
    }
  });
}

/** Ends the pool; stops the embedded server too when this process started it and nobody else uses it. */
export async function closeConnection(): Promise<void> {
  const open = globalThis.noticeboardConnection;
  if (!open) return;
  globalThis.noticeboardConnection = undefined;
  const { pool, aside, embedded } = await open;
  await Promise.all([pool.end(), aside.end()]);
  if (embedded?.started) await embedded.stopIfIdle();
}

async function open(): Promise<Connection> {
  if (process.env.NEXT_PHASE === 'phase-production-build') throw new Error('A build never needs a database.');
  const environment = readEnvironment();
  const embedded = environment.databaseUrl ? null : await openEmbedded({ folder: environment.data, ...(environment.databaseCache ? { cache: environment.databaseCache } : {}) });
  if (embedded && process.env.NEXT_RUNTIME) embedded.keepAlive();
  const settings: pg.PoolConfig = embedded ? { ...embedded.connection } : { connectionString: environment.databaseUrl ?? undefined };
  const [pool, aside] = [poolOf(settings, 10), poolOf(settings, 1)];
  const serverVersion = await versionOf(pool);
  if (serverVersion < 150_000) throw new Error(`Noticeboard needs PostgreSQL 15 or newer; this server reports ${serverVersion}.`);
  await migrate(pool);
  return { pool, aside, db: drizzle(pool, { schema }), serverVersion, embedded };
}

function poolOf(settings: pg.PoolConfig, max: number): pg.Pool {
  const pool = new pg.Pool({ ...settings, max, connectionTimeoutMillis: 10_000, application_name: 'noticeboard' });
  return pool.on('error', (error) => process.stderr.write(`${JSON.stringify({ level: 'warn', message: 'database connection lost', code: codeOf(error) })}\n`));
}

const codeOf = (error: Error) => ('code' in error ? String(error.code) : 'unknown');

async function versionOf(pool: pg.Pool): Promise<number> {
  const answer = await pool.query<{ server_version_num: string }>('show server_version_num');
  return Number(answer.rows[0]?.server_version_num);
}
