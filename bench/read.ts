import { foundingCampaign } from '@/cli/founding-case/campaign';
import { bench, importLines, lines, onOwnDatabase } from '@/bench/own-database';
import type { Outcome } from '@/bench/run';
import { connection } from '@/db/client';
import { readUptake } from '@/domain/uptake/queries';

const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;

async function timed(times: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  return p95(took);
}

/** What the uptake page needs, at a day's end and inside a day, beside a probe of the machine (`select 1`) in the same run; p95 in ms. */
export const measure = (): Promise<Outcome> =>
  onOwnDatabase(async () => {
    await importLines(lines(57_678));
    const { pool } = await connection();
    await pool.query('analyze');
    const probe_ms = await timed(40, () => pool.query('select 1'));
    const campaign = foundingCampaign.key;
    const day_end_ms = await timed(40, () => readUptake(bench, { campaign, endOfDay: '2021-05-12', by: ['region'] }));
    const inside_day_ms = await timed(10, () => readUptake(bench, { campaign, asOf: new Date('2021-02-08T15:30:00Z'), by: ['region'] }));
    const manager_ms = await timed(20, () => readUptake({ kind: 'user', id: 'bench', role: 'manager' }, { campaign, endOfDay: '2021-05-12', by: ['region'] }));
    return { figures: { probe_ms, day_end_ms, inside_day_ms, manager_ms }, ok: day_end_ms < 500 };
  });
