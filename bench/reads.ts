import { onOwnDatabase, bench } from '@/bench/own-database';
import type { Outcome } from '@/bench/run';
import { type SampleOptions, firstDay, randoms, sampleBody, sampleCampaign, sampleDays } from '@/bench/sample-events';
import { MachineProbe } from '@/bench/machine-probe';
import { median, percentile, serverCpu } from '@/bench/server-cpu';
import { scanEvents } from '@/bench/scan-events';
import { connection } from '@/db/client';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { foldCampaigns } from '@/domain/uptake/commands/fold-campaigns';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { readUptake } from '@/domain/uptake/queries';
import type { UptakeQuestion } from '@/domain/uptake/view';
import type { GroupingDimension } from '@/domain/uptake/vocabulary';

const sizes = (process.env.BENCH_SIZES ?? '1000000,10000000').split(',').map(Number);
const million = 1_000_000;
const questions = Number(process.env.BENCH_QUESTIONS ?? 200);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const groupings: GroupingDimension[][] = [[], ['region'], ['platform'], ['channel'], ['region', 'platform'], ['platform', 'channel'], ['app_version'], ['app_version', 'platform'], ['locale']];

/**
 * The uptake page's whole data need (totals, one grouping, daily series, every deadline) at random instants, half of them day ends,
 * at each number of people: p50 and p95 in ms (medians of rounds), the ratio of the p95, a probe of the machine, and what one smaller answer (states by region) takes by scanning
 * the same events in PostgreSQL and in DuckDB, as multiples of the whole page's p50. `cpu_ms` is what server and process spend on one question: it says the
 * same on a machine that others use.
 */
export const measure = (): Promise<Outcome> =>
  onOwnDatabase(async () => {
    await createCampaign(bench, { file: sampleCampaign });
    const { pool } = await connection();
    const figures: Record<string, number> = {};
    let held = 0;
    for (const size of sizes) {
      const name = `${size / 1_000_000}m`;
      while (held < size) {
        const body = bodyOf(held, size);
        await importEvents(bench, { campaign: sampleCampaign.key, format: 'ndjson', source: 'bench' }, piecesOf(body), { folds: true });
        held = body.until;
      }
      await foldCampaigns();
      await pool.query('vacuum analyze');
      const random = randoms(5);
      for (let i = 0; i < 60; i += 1) await readUptake(bench, askAt(random));
      const took: { ms: number; wholeDay: boolean }[][] = [];
      const probe = new MachineProbe();
      let spent = 0;
      for (let round = 0; round < rounds; round += 1) {
        const [server, node, own] = [await serverCpu(pool), process.cpuUsage(), [] as { ms: number; wholeDay: boolean }[]];
        for (let i = 0; i < questions; i += 1) {
          const question = askAt(random);
          own.push({ ms: await timed(() => readUptake(bench, question)), wholeDay: question.endOfDay !== undefined });
        }
        const used = process.cpuUsage(node);
        spent += (used.user + used.system) / 1000 + ((await serverCpu(pool)) - server) * 1000;
        took.push(own);
        for (let i = 0; i < 20; i += 1) probe.take();
      }
      figures[`cpu_ms_${name}`] = spent / questions / rounds;
      const of = (share: number, which: (one: { wholeDay: boolean }) => boolean = () => true) => median(took.map((own) => percentile(own.filter(which).map(({ ms }) => ms), share)));
      figures[`day_end_p95_ms_${name}`] = of(0.95, ({ wholeDay }) => wholeDay);
      figures[`inside_day_p95_ms_${name}`] = of(0.95, ({ wholeDay }) => !wholeDay);
      figures[`p50_ms_${name}`] = of(0.5);
      figures[`p95_ms_${name}`] = of(0.95);
      for (const [figure, value] of Object.entries(probe.figures())) figures[`${figure}_${name}`] = value;
      const scans = await scanEvents(Array.from({ length: Math.ceil(size / million) }, (_, i) => bodyOf(i * million, size)));
      const p50 = figures[`p50_ms_${name}`] ?? Number.NaN;
      figures[`scan_postgres_ms_${name}`] = scans.postgres;
      figures[`scan_duckdb_ms_${name}`] = scans.duckdb;
      figures[`over_postgres_${name}`] = scans.postgres / p50;
      figures[`over_duckdb_${name}`] = scans.duckdb / p50;
    }
    const [first, last] = [`${(sizes[0] ?? 0) / 1_000_000}m`, `${(sizes.at(-1) ?? 0) / 1_000_000}m`];
    const p95_ratio = (figures[`p95_ms_${last}`] ?? Number.NaN) / (figures[`p95_ms_${first}`] ?? Number.NaN);
    const cpu_ratio = (figures[`cpu_ms_${last}`] ?? Number.NaN) / (figures[`cpu_ms_${first}`] ?? Number.NaN);
    return { figures: { ...figures, p95_ratio, cpu_ratio }, ok: p95_ratio <= 1.3 && (figures[`p95_ms_${last}`] ?? Infinity) < 10 };
  });

/** The events that bring the next million people, or those up to `size`; a third is about people of earlier bodies. */
const bodyOf = (from: number, size: number) => ({ from, until: Math.min(from + million, size), known: 0.33, seed: from + 1 }) satisfies SampleOptions;

async function* piecesOf(options: SampleOptions) {
  yield* sampleBody(options);
}

function askAt(random: () => number): UptakeQuestion {
  const at = new Date(firstDay + Math.floor(random() * sampleDays * 86_400_000));
  const by = groupings[Math.floor(random() * groupings.length)] ?? [];
  const time = random() < 0.5 ? { endOfDay: at.toISOString().slice(0, 10) } : { asOf: at };
  return { campaign: sampleCampaign.key, by, ...time };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
