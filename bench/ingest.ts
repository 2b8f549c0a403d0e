import { createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';
import { bench, onOwnDatabase } from '@/bench/own-database';
import type { Outcome } from '@/bench/run';
import { type SampleOptions, sampleCampaign, sampleLines } from '@/bench/sample-events';
import { type Sender, openSender } from '@/bench/sender';
import { median, serverCpu } from '@/bench/server-cpu';
import { connection, transact } from '@/db/client';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { foldCampaigns } from '@/domain/uptake/commands/fold-campaigns';
import { importEvents } from '@/domain/uptake/commands/import-events';

const base = Number(process.env.BENCH_SUBJECTS ?? 1_000_000);
const rows = Number(process.env.BENCH_ROWS ?? 200_000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const bars = { fresh: 0.18, known: 0.11, overInsert: 50 };

type Timing = { wall: number; server: number; node: number };
type Naive = 'single' | 'counted' | 'multi';

/**
 * From an HTTP body to committed, folded counts, against a text COPY of the same narrow rows into a bare table on the same server,
 * in turns. The gate is server CPU per row of the COPY over that of the import, medians; every grouping kept, events kept. Beside it what one writes first, in the same
 * rounds: an INSERT per event (bar: 50 times slower) and 1,000 rows an INSERT, which count nothing, and a transaction per event that gives the same answer.
 */
export const measure = (): Promise<Outcome> =>
  onOwnDatabase(async () => {
    await createCampaign(bench, { file: sampleCampaign });
    const front = await openFront();
    try {
      const fill = performance.now();
      for (let from = 0; from < base; from += 1_000_000) await front.send([{ from, count: Math.min(1_000_000, base - from), known: 0, seed: from + 1 }]);
      process.stderr.write(`base of ${base} subjects in ${((performance.now() - fill) / 1000).toFixed(0)} s\n`);
      const taken: Record<'copy' | 'fresh' | 'known' | 'four', Timing[]> = { copy: [], fresh: [], known: [], four: [] };
      const naive: Record<Naive, number>[] = [];
      const naiveRound = await naiveRounds();
      let next = base;
      for (let round = 0; round < rounds; round += 1) {
        const body = (known: number, share = 1): SampleOptions => {
          const from = next;
          next += rows * share;
          return { from, count: rows * share, known, seed: from };
        };
        taken.copy.push(await copyNarrow({ from: next, count: rows, known: 0, seed: next }));
        taken.fresh.push(await timed(await front.ready([body(0)])));
        taken.known.push(await timed(await front.ready([body(0.5)])));
        taken.four.push(await timed(await front.ready([body(0, 0.25), body(0, 0.25), body(0, 0.25), body(0, 0.25)])));
        naive.push(await naiveRound());
        process.stderr.write(`round ${round + 1}: ${Object.entries(taken).map(([name, list]) => `${name} ${list.at(-1)?.wall.toFixed(2)} s wall, ${list.at(-1)?.server.toFixed(2)} s server`).join('; ')}\n`);
      }
      const of = (name: keyof typeof taken, what: keyof Timing) => median(taken[name].map((timing) => timing[what]));
      const perNaive = (name: Naive) => median(naive.map((round) => round[name]));
      const over = (name: Naive) => perNaive(name) / (of('fresh', 'wall') / rows);
      const figures = {
        base, rows,
        copy_rows_s: rows / of('copy', 'wall'), fresh_rows_s: rows / of('fresh', 'wall'), known_rows_s: rows / of('known', 'wall'), four_rows_s: rows / of('four', 'wall'),
        copy_us: (of('copy', 'server') / rows) * 1e6, fresh_us: (of('fresh', 'server') / rows) * 1e6, known_us: (of('known', 'server') / rows) * 1e6, node_fresh_us: (of('fresh', 'node') / rows) * 1e6, node_known_us: (of('known', 'node') / rows) * 1e6,
        insert_rows_s: 1 / perNaive('single'), counted_insert_rows_s: 1 / perNaive('counted'), multi_insert_rows_s: 1 / perNaive('multi'), over_insert: over('single'), over_counted_insert: over('counted'), over_multi_insert: over('multi'),
        wall_ratio_fresh: of('copy', 'wall') / of('fresh', 'wall'),
        four_over_one: of('fresh', 'wall') / of('four', 'wall'),
        cpu_ratio_fresh: of('copy', 'server') / of('fresh', 'server'),
        cpu_ratio_known: of('copy', 'server') / of('known', 'server'),
      };
      return { figures, ok: figures.cpu_ratio_fresh >= bars.fresh && figures.cpu_ratio_known >= bars.known && figures.four_over_one >= 1 && figures.over_insert >= bars.overInsert };
    } finally {
      front.close();
    }
  });

async function timed(work: () => Promise<unknown>, settle: () => Promise<unknown> = foldCampaigns): Promise<Timing> {
  const { pool } = await connection();
  const [server, node, wall] = [await serverCpu(pool), process.cpuUsage(), performance.now()];
  await work();
  await settle();
  const used = process.cpuUsage(node);
  return { wall: (performance.now() - wall) / 1000, server: (await serverCpu(pool)) - server, node: (used.user + used.system) / 1e6 };
}

/** The door: bodies come in over HTTP on a loopback port, from another process, and go to the same command as the API's. */
async function openFront(): Promise<Sender> {
  const server = createServer((incoming, outgoing) => {
    importEvents(bench, { campaign: sampleCampaign.key, format: 'ndjson', source: 'bench' }, incoming)
      .then((answer) => outgoing.end(JSON.stringify(answer)))
      .catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`); // The sender may not hear it: what ends a body half way ends its connection too.
        outgoing.writeHead(500).end(String(error));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const sender = openSender(typeof address === 'object' && address ? address.port : 0);
  return {
    ...sender,
    close: () => {
      sender.close();
      server.close();
    },
  };
}

type Wire = { id: string; subject: string; occurred_at: string };

async function copyNarrow(options: SampleOptions): Promise<Timing> {
  const lines: string[] = [];
  for (const line of sampleLines(options)) {
    const event = JSON.parse(line) as Wire;
    const subject = event.subject.slice(5).padStart(12, '0');
    lines.push(`${event.id}\t00000000-0000-4000-8000-${subject}\t1\t${event.occurred_at}\t3\t17\t2\t1\t12\t4\t0\n`);
  }
  const { pool } = await connection();
  const client = await pool.connect();
  try {
    await client.query('drop table if exists narrow; create table narrow (id uuid, subject uuid, campaign int2, at timestamptz, type int2, region int2, platform int2, channel int2, app_version int2, locale int2, notice int2)');
    const pieces = Array.from({ length: Math.ceil(lines.length / 500) }, (_, i) => Buffer.from(lines.slice(i * 500, i * 500 + 500).join('')));
    return await timed(() => pipeline(Readable.from(pieces), client.query(copyFrom('copy narrow from stdin'))), async () => undefined);
  } finally {
    client.release();
  }
}

/** What one writes first: one INSERT per event, and 1,000 rows an INSERT, into a log that counts nothing; and a transaction per event that keeps a log, each person's last state and one sum per cell. Each call is one round, in seconds per row. */
async function naiveRounds(): Promise<() => Promise<Record<Naive, number>>> {
  const { pool } = await connection();
  await pool.query(`create table naive (id uuid primary key, subject text, type text, at timestamptz, region text, platform text, channel text, app_version text, locale text);
    create table naive_log (like naive including all); create table naive_state (subject text primary key, type text, at timestamptz, cell text); create table naive_sum (cell text primary key, n bigint)`);
  const insert = (list: string[][]) => pool.query(`insert into naive values ${list.map((_, i) => `(${Array.from({ length: 9 }, (__, j) => `$${i * 9 + j + 1}`).join()})`).join()}`, list.flat());
  const clock = async (count: number, work: () => Promise<void>) => {
    const started = performance.now();
    await work();
    return (performance.now() - started) / 1000 / count;
  };
  let from = 0;
  return async () => {
    const events = [...sampleLines({ from, count: 12_000, known: 0, seed: from + 7 })].map((line) => Object.values(JSON.parse(line) as Record<string, string>));
    from += 12_000;
    const single = await clock(1_000, async () => {
      for (const event of events.slice(0, 1_000)) await insert([event]);
    });
    const counted = await clock(1_000, async () => {
      for (const event of events.slice(1_000, 2_000)) await countOne(event);
    });
    const multi = await clock(10_000, async () => {
      for (let i = 2_000; i < events.length; i += 1_000) await insert(events.slice(i, i + 1_000));
    });
    return { single, counted, multi };
  };
}

async function countOne(event: string[]): Promise<void> {
  const [, subject, type, at, ...segment] = event;
  const cell = [type, ...segment].join('|');
  await transact(async ({ client }) => {
    const added = await client.query('insert into naive_log values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing', event);
    if (added.rowCount === 0) return;
    const before = await client.query<{ at: Date; cell: string }>('select at, cell from naive_state where subject = $1 for update', [subject]);
    const known = before.rows[0];
    if (known && known.at >= new Date(at ?? '')) return;
    await client.query('insert into naive_state values ($1, $2, $3, $4) on conflict (subject) do update set type = excluded.type, at = excluded.at, cell = excluded.cell', [subject, type, at, cell]);
    if (known) await client.query('update naive_sum set n = n - 1 where cell = $1', [known.cell]);
    await client.query('insert into naive_sum values ($1, 1) on conflict (cell) do update set n = naive_sum.n + 1', [cell]);
  });
}
