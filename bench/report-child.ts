import { readFileSync, readdirSync } from 'node:fs';
import { registerOf } from '@/bench/report-purposes';
import { serverCpu } from '@/bench/server-cpu';
import { foundingCampaign } from '@/cli/founding-case/campaign';
import { article30Record } from '@/domain/reports/article-30-record';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import type { ReportDocument, ReportFile } from '@/domain/reports/document';
import { withDocument } from '@/domain/reports/documents';
import { toCsv } from '@/domain/reports/formats/csv';
import { toDocx } from '@/domain/reports/formats/docx';
import { toJson } from '@/domain/reports/formats/json';
import { toPdf } from '@/domain/reports/formats/pdf';
import { toXlsx } from '@/domain/reports/formats/xlsx';
import { getRun } from '@/domain/reports/queries';
import { words } from '@/domain/words/catalogue';
import { closeConnection, connection } from '@/db/client';
import { giveWay } from '@/domain/reports/give-way';

/** What one measurement found, in CPU seconds, MB and bytes; `child` is the process that compiles a PDF. */
export type Measured = { cpu: number; peak: number; idle: number; child: number; bytes: number; rows: number };

const all = words('en');
const bench = { kind: 'system', id: 'cli' } as const;
const resident = () => process.memoryUsage().rss / 1e6;
const own = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;

/** CPU and peak memory of this process's children, as far as they were seen alive (Linux, /proc). */
function children(): { cpu: number; peak: number } {
  let found = { cpu: 0, peak: 0 };
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      if (Number(stat[1]) !== process.pid) continue;
      const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] ?? 0) / 1000;
      found = { cpu: found.cpu + (Number(stat[11]) + Number(stat[12])) / 100, peak: Math.max(found.peak, peak) };
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

const formats: Record<string, (document: ReportDocument) => Promise<ReportFile[]> | ReportFile[]> = {
  pdf: async (document) => [await toPdf(document, all.reports.pdf)],
  xlsx: (document) => [toXlsx(document, all.reports.xlsx)],
  csv: toCsv,
  json: (document) => [toJson(document)],
  docx: (document) => [toDocx(document, all.reports.pdf)],
};

async function written(files: ReportFile[]): Promise<number> {
  let bytes = 0;
  for (const { chunks } of files) for await (const chunk of chunks) bytes += chunk.length;
  return bytes;
}

/** Measures `work` from an idle process on: its own CPU, its children's, and the highest memory above where it stood. */
async function measured(work: () => Promise<{ bytes: number; rows: number }>, more: () => Promise<number> = async () => 0): Promise<Measured> {
  globalThis.gc?.();
  const [idle, before, server] = [resident(), own(), await more()];
  let peak = idle;
  let child = { cpu: 0, peak: 0 };
  const watch = setInterval(() => {
    peak = Math.max(peak, resident());
    const seen = children();
    child = { cpu: Math.max(child.cpu, seen.cpu), peak: Math.max(child.peak, seen.peak) };
  }, 25);
  const done = await work();
  clearInterval(watch);
  return { ...done, cpu: own() - before + child.cpu + (await more()) - server, peak: Math.max(peak, resident()), idle, child: child.peak };
}

async function purposes(format: string, count: number): Promise<Measured> {
  const document = article30Record(registerOf(count), all);
  return measured(async () => ({ bytes: await written((await formats[format]?.(document)) ?? []), rows: count }));
}

/** The extract in one format, read and written but not stored; the database's CPU is counted in. */
async function events(format: string): Promise<Measured> {
  const { pool } = await connection();
  const { number } = await requestReport(bench, { type: 'event_extract', campaign: foundingCampaign.key, language: 'en' });
  const run = await getRun(bench, number);
  return measured(() => withDocument(run, all, async (document) => ({ bytes: await written((await formats[format]?.(document)) ?? []), rows: document.sections[1]?.tables[0]?.stream?.count ?? 0 })), () => serverCpu(pool));
}

/** The whole run as the worker makes it, every file stored. */
async function wholeRun(): Promise<Measured> {
  const { pool } = await connection();
  giveWay();
  return measured(async () => {
    const done = await runNextReport();
    if (done?.status !== 'ready') throw new Error(`The run is ${done?.status}.`);
    const found = await pool.query<{ bytes: string; rows: string }>('select (select sum(size) from report_files) as bytes, (select max(rows) from report_runs) as rows');
    return { bytes: Number(found.rows[0]?.bytes), rows: Number(found.rows[0]?.rows) };
  }, () => serverCpu(pool));
}

const [what = '', format = '', count = '0'] = process.argv.slice(2);
const result = what === 'purposes' ? await purposes(format, Number(count)) : what === 'events' ? await events(format) : await wholeRun();
if (what !== 'purposes') await closeConnection();
process.stdout.write(`${JSON.stringify(result)}\n`);
