import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { type SampleOptions, firstDay, sampleBody, sampleCsv, sampleDays } from '@/bench/sample-events';
import { connection } from '@/db/client';

/** What the whole uptake page is built from, asked of bare event rows: each subject's state and place as of an instant, counted by region. */
const question = (at: string, events: string) => `
  with standing as (
    select distinct on (subject) subject, type, region from ${events} where occurred_at < timestamptz '${at}' order by subject, occurred_at desc, id desc)
  select region, type, count(*) as n from standing group by region, type order by region, type`;

/** DuckDB's own way to say the same: the greatest by (instant, id). */
const duckdbQuestion = (at: string, events: string) => `
  with standing as (select subject, max_by(struct_pack(type := type, region := region), struct_pack(a := occurred_at, b := id)) as s from ${events} where occurred_at < timestamptz '${at}' group by subject)
  select s.region as region, s.type as type, count(*) as n from standing group by all order by region, type`;

const instant = new Date(firstDay + 0.7 * sampleDays * 86_400_000).toISOString();
const columns = 'id uuid, subject bigint, type text, occurred_at timestamptz, region text, platform text, channel text, app_version text, locale text';

export type Scans = { postgres: number; duckdb: number; rows: number };

/**
 * The time in ms to answer by scanning the same events: in PostgreSQL from an analysed table of narrow rows on the server at hand, and in
 * DuckDB from its own file (NaN where its package is not installed: `npm install --no-save @duckdb/node-api`). The better of three each; both must agree.
 */
export async function scanEvents(bodies: SampleOptions[]): Promise<Scans> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nb-scan-'));
  try {
    const { pool } = await connection();
    const file = path.join(folder, 'events.csv');
    await pool.query(`drop table if exists scanned; create unlogged table scanned (${columns})`);
    const duckdb = await openDuckdb(path.join(folder, 'events.duckdb'));
    await duckdb?.run(`create table scanned (${columns})`);
    for (const body of bodies) {
      await pipeline(Readable.from(sampleBody(body, sampleCsv(body))), createWriteStream(file));
      await copyInto(file);
      await duckdb?.run(`copy scanned from '${file}' (format csv, header false)`);
    }
    await pool.query('vacuum analyze scanned');
    const rows = (await pool.query<{ n: string }>('select count(*) as n from scanned')).rows[0]?.n;
    const ofPostgres = await best(async () => (await pool.query(question(instant, 'scanned'))).rows.map((row: Record<string, unknown>) => `${String(row.region)} ${String(row.type)} ${String(row.n)}`));
    const ofDuckdb = duckdb && (await best(async () => (await duckdb.runAndReadAll(duckdbQuestion(instant, 'scanned'))).getRows().map(([region, type, n]) => `${String(region)} ${String(type)} ${String(n)}`)));
    if (ofDuckdb && ofDuckdb.answer.join('\n') !== ofPostgres.answer.join('\n')) throw new Error('PostgreSQL and DuckDB answer differently.');
    await pool.query('drop table scanned');
    duckdb?.closeSync();
    return { postgres: ofPostgres.ms, duckdb: ofDuckdb?.ms ?? Number.NaN, rows: Number(rows) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Duckdb = { run(sql: string): Promise<unknown>; runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>; closeSync(): void };

/** DuckDB on two threads, over a file; null where its package is not installed. It is no dependency: 60 MB for one comparison. */
async function openDuckdb(file: string): Promise<Duckdb | null> {
  const name: string = '@duckdb/node-api';
  const found = await (import(name) as Promise<{ DuckDBInstance: { create(file: string, options: Record<string, string>): Promise<{ connect(): Promise<Duckdb> }> } }>).catch(() => null);
  if (!found) return null;
  const instance = await found.DuckDBInstance.create(file, { threads: '2' });
  return instance.connect();
}

async function copyInto(file: string): Promise<void> {
  const { pool } = await connection();
  const client = await pool.connect();
  try {
    await pipeline(createReadStream(file), client.query(copyFrom('copy scanned from stdin (format csv)')));
  } finally {
    client.release();
  }
}

async function best(ask: () => Promise<string[]>): Promise<{ ms: number; answer: string[] }> {
  let [ms, answer] = [Infinity, [] as string[]];
  for (let i = 0; i < 3; i += 1) {
    const started = performance.now();
    answer = await ask();
    ms = Math.min(ms, performance.now() - started);
  }
  return { ms, answer };
}
