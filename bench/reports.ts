import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { setTimeout as pause } from 'node:timers/promises';
import { loopGaps } from '@/bench/loop-gap';
import { importLines, lines, onOwnDatabase } from '@/bench/own-database';
import type { Measured } from '@/bench/report-child';
import type { Outcome } from '@/bench/run';
import { serverCpu } from '@/bench/server-cpu';
import { foundingCampaign } from '@/cli/founding-case/campaign';
import { requestReport } from '@/domain/reports/commands/request-report';
import { withDocument } from '@/domain/reports/documents';
import { toCsv } from '@/domain/reports/formats/csv';
import { getRun } from '@/domain/reports/queries';
import { words } from '@/domain/words/catalogue';
import { connection } from '@/db/client';

const bench = { kind: 'system', id: 'cli' } as const;
const child = fileURLToPath(new URL('./report-child.ts', import.meta.url));
const root = path.dirname(path.dirname(child));
const wanted = Number(process.env.BENCH_EVENTS ?? 1_000_000);

/** Runs one measurement in a process of its own, so that none stands on the memory of another. */
async function inChild(...args: string[]): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--import', 'tsx', child, ...args], { cwd: root, maxBuffer: 1e7 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured;
}

const columns = ['subject', 'event_id', 'occurred_at', 'region', 'platform', 'channel', 'app_version', 'locale', 'event', 'notice', 'variant', 'actor', 'answer', 'arrived_at', 'batch'];

/** The rows of the extract in a plain table, and the CPU seconds of server and client that a plain COPY of it takes; the least of three, so that the bar is the hardest. */
async function plainCopy(): Promise<number> {
  const { pool } = await connection();
  const client = await pool.connect();
  try {
    await client.query(`create table bench_events (${columns.map((name) => `${name} ${name.endsWith('_at') ? 'timestamptz' : name === 'batch' ? 'integer' : 'text'}`).join(', ')}, illustrative text)`);
    const { number } = await requestReport(bench, { type: 'event_extract', campaign: foundingCampaign.key, language: 'en' });
    await withDocument(await getRun(bench, number), words('en'), async (document) => {
      const [file] = toCsv(document);
      if (file) await pipeline(file.chunks, client.query(copyFrom('copy bench_events from stdin (format csv, header)')));
    });
    await client.query('vacuum analyze'); // Else the server tidies up beside what is measured.
    const took: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const before = process.cpuUsage();
      const server = await serverCpu(pool);
      for await (const chunk of client.query(copyTo('copy bench_events to stdout (format csv, header)'))) if (chunk.length === 0) break;
      const { user, system } = process.cpuUsage(before);
      took.push((user + system) / 1e6 + (await serverCpu(pool)) - server);
    }
    return Math.min(...took);
  } finally {
    client.release();
  }
}

/** The founding case's events as often as it takes to have so many, each time of other people. */
async function importEvents(count: number): Promise<void> {
  const once = lines(50_000);
  for (let copy = 0; copy * once.length < count; copy += 1) await importLines(once.slice(0, count - copy * once.length).map((line) => line.replace('"subject":"', `"subject":"${copy}-`)));
}

/**
 * CPU seconds and peak memory (MB) of the record of 60, 1,000 and 5,000 purposes in each format, and of an extract of a million events in CSV (bar: twice a plain
 * COPY of the same rows) and XLSX (fifteen times, 150 MB above idle). `run` is the whole run with every file stored, and the event loop of a page server beside it
 * (bar: no gap of 50 ms). The CPU of both sides is counted, client and database server: of the COPY the least of three, of an extract all from reading the campaign
 * and counting its events to the last byte of the file.
 */
export const measure = (): Promise<Outcome> =>
  onOwnDatabase(async () => {
    const figures: Record<string, number> = {};
    process.stdout.write(`${'purposes'.padEnd(10)}${['format', 'cpu s', 'peak MB', 'pdf MB', 'MB'].map((head) => head.padStart(10)).join('')}\n`);
    let largestPdf = 0;
    for (const count of process.env.BENCH_ONLY === 'events' ? [] : [60, 1_000, 5_000]) {
      for (const format of ['pdf', 'xlsx', 'csv', 'json', 'docx']) {
        const found = await inChild('purposes', format, String(count));
        if (count < 5_000) largestPdf = Math.max(largestPdf, found.child);
        figures[`${format}_${count}_cpu`] = found.cpu;
        figures[`${format}_${count}_mb`] = format === 'pdf' ? found.child : found.peak;
        process.stdout.write(`${String(count).padEnd(10)}${[format, found.cpu.toFixed(2), found.peak.toFixed(0), found.child.toFixed(0), (found.bytes / 1e6).toFixed(2)].map((cell) => cell.padStart(10)).join('')}\n`);
      }
    }
    await importEvents(wanted);
    const copy = await plainCopy();
    const csv = await inChild('events', 'csv');
    const xlsx = await inChild('events', 'xlsx');
    const [before, making, after] = await loopGaps(() => pause(10_000), () => inChild('run'), () => pause(10_000));
    const waiting = before.longest > after.longest ? before : after;
    const run = making.result;
    const ratio = { csv: csv.cpu / copy, xlsx: xlsx.cpu / copy };
    const above = { csv: csv.peak - csv.idle, xlsx: xlsx.peak - xlsx.idle, run: run.peak - run.idle };
    process.stdout.write(`${csv.rows} events: COPY ${copy.toFixed(1)} s, CSV ${csv.cpu.toFixed(1)} s (${ratio.csv.toFixed(2)} x, ${above.csv.toFixed(0)} MB), XLSX ${xlsx.cpu.toFixed(1)} s (${ratio.xlsx.toFixed(2)} x, ${above.xlsx.toFixed(0)} MB), whole run ${run.cpu.toFixed(1)} s (${above.run.toFixed(0)} MB)\n`);
    process.stdout.write(`Event loop of a page server beside that run: longest gap ${making.longest.toFixed(1)} ms (its own CPU in it ${making.cpu.toFixed(1)} ms; most between two ticks ${making.busiest.toFixed(1)} ms), p99 ${making.p99.toFixed(1)} ms over ${making.answers} answers; ten seconds before it and after, with no run beside it, ${waiting.longest.toFixed(1)} ms (${waiting.cpu.toFixed(1)} ms), p99 ${waiting.p99.toFixed(1)} ms\n`);
    return {
      figures: { ...figures, events: csv.rows, copy_cpu: copy, events_csv_cpu: csv.cpu, events_csv_ratio: ratio.csv, events_csv_mb: above.csv, events_xlsx_cpu: xlsx.cpu, events_xlsx_ratio: ratio.xlsx, events_xlsx_mb: above.xlsx, events_run_mb: above.run, loop_gap_ms: making.longest, loop_gap_cpu_ms: making.cpu, loop_gap_busiest_ms: making.busiest, loop_gap_p99_ms: making.p99, loop_gap_idle_ms: waiting.longest, loop_gap_idle_cpu_ms: waiting.cpu, pdf_mb: largestPdf },
      ok: ratio.csv <= 2 && ratio.xlsx <= 15 && Math.max(above.csv, above.xlsx, above.run) <= 150 && making.longest < 50 && largestPdf <= 700,
    };
  });
