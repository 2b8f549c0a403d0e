import { readFileSync, readdirSync } from 'node:fs';
import type pg from 'pg';

/** CPU seconds that the database server has used: its first process with those it has seen end, and its living children (Linux, /proc). */
export async function serverCpu(pool: pg.Pool): Promise<number> {
  const found = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const parent = Number(statOf(found.rows[0]?.pid ?? 0)[1]);
  let ticks = sum(statOf(parent), [11, 12, 13, 14]);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = statOf(Number(name));
      if (Number(stat[1]) === parent) ticks += sum(stat, [11, 12]);
    } catch {
      // It has ended meanwhile; its parent has its time.
    }
  }
  return ticks / 100;
}

/** The fields of /proc/PID/stat after the name, the state first. */
const statOf = (pid: number): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
const sum = (stat: string[], fields: number[]) => fields.reduce((total, field) => total + Number(stat[field] ?? 0), 0);

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
export const percentile = (values: number[], share: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
