import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { importLines, lines, onOwnDatabase } from '@/bench/own-database';
import type { Outcome } from '@/bench/run';
import { connection } from '@/db/client';

/** Rows per second through the front door against a bare COPY of the same lines in the same run: the ratio is what counts. */
export const measure = (): Promise<Outcome> =>
  onOwnDatabase(async () => {
    const all = lines(20_000);
    const { pool } = await connection();
    const client = await pool.connect();
    await client.query('create table bench_copy (line text)');
    const copyStarted = performance.now();
    await pipeline(all.map((line) => `${line.replaceAll('\\', '\\\\')}\n`), client.query(copyFrom('copy bench_copy from stdin')));
    const copySeconds = (performance.now() - copyStarted) / 1000;
    client.release();
    const started = performance.now();
    await importLines(all);
    const seconds = (performance.now() - started) / 1000;
    const repeated = performance.now();
    await importLines(all);
    const again = (performance.now() - repeated) / 1000;
    return {
      figures: { rows: all.length, copy_rows_per_s: all.length / copySeconds, rows_per_s: all.length / seconds, again_rows_per_s: all.length / again, ratio_to_copy: copySeconds / seconds },
      ok: copySeconds / seconds > 0.005,
    };
  });
