import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { type Actor, permit } from '@/domain/access/permissions';
import { readSignerFault } from '@/domain/evidence/log-queries';
import type { SignerFault } from '@/domain/evidence/vocabulary';
import { connection } from '@/db/client';
import { embeddedVersionFloor, isBelowFloor } from '@/db/embedded/version';
import { readEnvironment } from '@/env';

/** A worker that was not heard of for so long is called silent. */
const silentAfterMs = 120_000;

export type WorkerState = 'ok' | 'silent' | 'never_seen';
/** Whether the log is signed: `refused` while the signer holds that the database does not fit what was signed before. */
export type LogState = 'ok' | 'refused' | 'unknown';
export type Readiness = { status: 'ready' | 'not_ready'; database: 'ok' | 'unreachable'; migrations: 'ok' | 'pending' | 'newer' | 'unknown'; worker: WorkerState | 'unknown'; log: LogState };

/**
 * Whether requests can be served: the database answers and has exactly the migrations of this release. Worker and log are told beside it and
 * decide nothing, since pages and ingest do without. No detail beyond that leaves the process.
 */
export async function readiness(now = new Date()): Promise<Readiness> {
  try {
    const [migrations, { state: worker }] = [await migrationState(), await workerState(now)];
    const log = migrations !== 'ok' ? 'unknown' : (await readSignerFault()) ? 'refused' : 'ok';
    return { status: migrations === 'ok' ? 'ready' : 'not_ready', database: 'ok', migrations, worker, log };
  } catch {
    return { status: 'not_ready', database: 'unreachable', migrations: 'unknown', worker: 'unknown', log: 'unknown' };
  }
}

async function migrationState(): Promise<'ok' | 'pending' | 'newer'> {
  const { pool } = await connection();
  const journal: { entries: unknown[] } = JSON.parse(readFileSync(path.join(readEnvironment().home, 'db/migrations/meta/_journal.json'), 'utf8'));
  const applied = (await pool.query<{ n: number }>('select count(*)::int as n from drizzle.__drizzle_migrations')).rows[0]?.n ?? 0;
  return applied === journal.entries.length ? 'ok' : applied < journal.entries.length ? 'pending' : 'newer';
}

async function workerState(now: Date): Promise<{ state: WorkerState; at: Date | null }> {
  const { pool } = await connection();
  const at = (await pool.query<{ at: Date | null }>('select max(at) as at from worker_beats')).rows[0]?.at ?? null;
  return { at, state: at === null ? 'never_seen' : now.getTime() - at.getTime() > silentAfterMs ? 'silent' : 'ok' };
}

/** The embedded server's version and the floor it lies below, or null when there is nothing to warn of. */
export async function embeddedWarning(): Promise<{ version: string; floor: string } | null> {
  const { embedded, serverVersion } = await connection();
  return embedded && isBelowFloor(serverVersion) ? { version: embedded.version, floor: `${Math.floor(embeddedVersionFloor / 10_000)}.${embeddedVersionFloor % 10_000}` } : null;
}

export type CountCheck = { at: Date; seconds: number; campaigns: number; cells: number; subjects: number; events: number; problems: string[] };
export type Health = {
  database: { version: string; embedded: boolean; bytes: number; warning: { version: string; floor: string } | null };
  migrations: 'ok' | 'pending' | 'newer';
  worker: { state: WorkerState; at: Date | null };
  /** Why the log is not signed; null while it is. */
  logFault: SignerFault | null;
  /** Ledger rows that are not in the rollup yet; readers add them themselves. */
  openRows: number;
  disk: { free: number; size: number };
  /** The newest first. */
  checks: CountCheck[];
};

/** How the installation is, with the latest checks of its counts: numbers in bytes, seconds and rows. */
export async function readHealth(actor: Actor, now: Date, mostChecks = 14): Promise<Health> {
  permit(actor, 'health:read');
  const { pool, serverVersion, embedded } = await connection();
  const [size, open, checks, disk] = await Promise.all([
    pool.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes'),
    pool.query<{ n: string }>('select count(*) as n from ledger where not folded'),
    pool.query<Omit<CountCheck, 'cells' | 'subjects' | 'events'> & Record<'cells' | 'subjects' | 'events', string>>('select at, seconds, campaigns, cells, subjects, events, problems from count_checks order by id desc limit $1', [mostChecks]),
    statfs(readEnvironment().data),
  ]);
  return {
    database: { version: `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`, embedded: embedded !== null, bytes: Number(size.rows[0]?.bytes ?? 0), warning: await embeddedWarning() },
    migrations: await migrationState(),
    worker: await workerState(now),
    logFault: (await readSignerFault())?.fault ?? null,
    openRows: Number(open.rows[0]?.n ?? 0),
    disk: { free: disk.bavail * disk.bsize, size: disk.blocks * disk.bsize },
    checks: checks.rows.map((row) => ({ ...row, cells: Number(row.cells), subjects: Number(row.subjects), events: Number(row.events) })),
  };
}

/** Notes that a worker is alive; those of a day ago are forgotten. */
export async function beat(worker: string, startedAt: Date, now: Date): Promise<void> {
  const { pool } = await connection();
  await pool.query('insert into worker_beats (worker, started_at, at) values ($1, $2, $3) on conflict (worker) do update set at = excluded.at', [worker, startedAt, now]);
  await pool.query(`delete from worker_beats where at < $1::timestamptz - interval '1 day'`, [now]);
}
