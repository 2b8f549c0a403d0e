import type { Pool } from 'pg';
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
 * The uptake page's whole data need (totals, one grouping, daily series, every deadline) at random instants, half of them day ends, of campaigns with so many people
 * on one server, in turns: p50 and p95 in ms (medians of rounds), the ratio of the p95, a probe of the machine, and what one smaller answer (states by region) takes by scanning
 * the same events in PostgreSQL and in DuckDB, as multiples of the whole page's p50. `cpu_ms` is what server and process spend on one question: it says the
 * same on a machine that others use.
 */
export const measure = (): Promise<Outcome> =>
  onOwnDatabase(async () => {
    const { pool } = await connection();
    const campaigns = sizes.map((size) => new Asked(size));
    for (const campaign of campaigns) await campaign.fill();
    await pool.query('vacuum analyze');
    for (const campaign of campaigns) await campaign.warmUp();
    const probe = new MachineProbe();
    for (let round = 0; round < rounds; round += 1) {
      for (const campaign of round % 2 === 0 ? campaigns : campaigns.toReversed()) await campaign.ask(pool);
      for (let i = 0; i < 20; i += 1) probe.take();
    }
    const figures: Record<string, number> = { ...probe.figures() };
    for (const campaign of campaigns) Object.assign(figures, await campaign.figures());
    const [first, last] = [campaigns[0]?.name, campaigns.at(-1)?.name];
    const p95_ratio = (figures[`p95_ms_${last}`] ?? Number.NaN) / (figures[`p95_ms_${first}`] ?? Number.NaN);
    const cpu_ratio = (figures[`cpu_ms_${last}`] ?? Number.NaN) / (figures[`cpu_ms_${first}`] ?? Number.NaN);
    return { figures: { ...figures, p95_ratio, cpu_ratio }, ok: p95_ratio <= 1.3 && (figures[`p95_ms_${last}`] ?? Infinity) < 10 };
  });

/** A campaign with so many people, and what questions about it took. */
class Asked {
  readonly name: string;
  private readonly key: string;
  private readonly random = randoms(5);
  private readonly took: { ms: number; wholeDay: boolean }[][] = [];
  private spent = 0;

  constructor(private readonly size: number) {
    this.name = `${size / million}m`;
    this.key = `${sampleCampaign.key}-${this.name}`.replace('.', '-');
  }

  async fill(): Promise<void> {
    await createCampaign(bench, { file: { ...sampleCampaign, key: this.key } });
    for (let held = 0; held < this.size; held += million) await importEvents(bench, { campaign: this.key, format: 'ndjson', source: 'bench' }, piecesOf(bodyOf(held, this.size)), { folds: true });
    await foldCampaigns();
  }

  async warmUp(): Promise<void> {
    for (let i = 0; i < 60; i += 1) await readUptake(bench, this.question());
  }

  /** One round of questions. */
  async ask(pool: Pool): Promise<void> {
    const [server, node, own] = [await serverCpu(pool), process.cpuUsage(), [] as { ms: number; wholeDay: boolean }[]];
    for (let i = 0; i < questions; i += 1) {
      const question = this.question();
      own.push({ ms: await timed(() => readUptake(bench, question)), wholeDay: question.endOfDay !== undefined });
    }
    const used = process.cpuUsage(node);
    this.spent += (used.user + used.system) / 1000 + ((await serverCpu(pool)) - server) * 1000;
    this.took.push(own);
  }

  async figures(): Promise<Record<string, number>> {
    const of = (share: number, which: (one: { wholeDay: boolean }) => boolean = () => true) => median(this.took.map((own) => percentile(own.filter(which).map(({ ms }) => ms), share)));
    const scans = await scanEvents(Array.from({ length: Math.ceil(this.size / million) }, (_, i) => bodyOf(i * million, this.size)));
    const figures = {
      p50_ms: of(0.5), p95_ms: of(0.95), day_end_p95_ms: of(0.95, ({ wholeDay }) => wholeDay), inside_day_p95_ms: of(0.95, ({ wholeDay }) => !wholeDay),
      cpu_ms: this.spent / questions / rounds, scan_postgres_ms: scans.postgres, scan_duckdb_ms: scans.duckdb, over_postgres: scans.postgres / of(0.5), over_duckdb: scans.duckdb / of(0.5),
    };
    return Object.fromEntries(Object.entries(figures).map(([figure, value]) => [`${figure}_${this.name}`, value]));
  }

  private question(): UptakeQuestion {
    const at = new Date(firstDay + Math.floor(this.random() * sampleDays * 86_400_000));
    const by = groupings[Math.floor(this.random() * groupings.length)] ?? [];
    const time = this.random() < 0.5 ? { endOfDay: at.toISOString().slice(0, 10) } : { asOf: at };
    return { campaign: this.key, by, ...time };
  }
}

/** The events that bring the next million people, or those up to `size`; a third is about people of earlier bodies. */
const bodyOf = (from: number, size: number) => ({ from, until: Math.min(from + million, size), known: 0.33, seed: from + 1 }) satisfies SampleOptions;

async function* piecesOf(options: SampleOptions) {
  yield* sampleBody(options);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
