import type { Actor } from '@/domain/access/permissions';
import { readHealth } from '@/domain/health';
import { connection } from '@/db/client';

type Sample = { labels?: Record<string, string>; value: number };
type Metric = { name: string; type: 'counter' | 'gauge'; help: string; samples: Sample[] };

/**
 * How the installation is, in the text format of Prometheus (0.0.4). Numbers about the product as a whole, none of a campaign and none of
 * a state, so that no small cell can be read off them. Needs `health:read`.
 */
export async function readMetrics(actor: Actor, now: Date): Promise<string> {
  const health = await readHealth(actor, now, 1);
  const { pool } = await connection();
  const [batches, runs, entries] = await Promise.all([
    pool.query<{ status: string; batches: string; received: string; stored: string; duplicates: string; rejected: string }>('select status, count(*) as batches, sum(received) as received, sum(stored) as stored, sum(duplicates) as duplicates, sum(rejected) as rejected from batches group by status order by status'),
    pool.query<{ status: string; n: string }>('select status, count(*) as n from report_runs group by status order by status'),
    pool.query<{ n: string }>('select count(*) as n from log_entries'),
  ]);
  const total = (name: 'received' | 'stored' | 'duplicates' | 'rejected') => batches.rows.reduce((sum, row) => sum + Number(row[name]), 0);
  const [check] = health.checks;
  const seconds = (at: Date | null | undefined) => (at ? [{ value: at.getTime() / 1000 }] : []);
  const cpu = process.cpuUsage();
  return written([
    { name: 'process_resident_memory_bytes', type: 'gauge', help: 'Resident memory of the web process.', samples: [{ value: process.memoryUsage.rss() }] },
    { name: 'process_cpu_seconds_total', type: 'counter', help: 'CPU time of the web process.', samples: [{ value: (cpu.user + cpu.system) / 1e6 }] },
    { name: 'noticeboard_events_total', type: 'counter', help: 'Events received, by what became of them.', samples: (['stored', 'duplicates', 'rejected'] as const).map((outcome) => ({ labels: { outcome }, value: total(outcome) })) },
    { name: 'noticeboard_batches', type: 'gauge', help: 'Batches of events, by status.', samples: batches.rows.map((row) => ({ labels: { status: row.status }, value: Number(row.batches) })) },
    { name: 'noticeboard_report_runs', type: 'gauge', help: 'Report runs, by status.', samples: runs.rows.map((row) => ({ labels: { status: row.status }, value: Number(row.n) })) },
    { name: 'noticeboard_evidence_entries_total', type: 'counter', help: 'Entries of the evidence log.', samples: [{ value: Number(entries.rows[0]?.n ?? 0) }] },
    { name: 'noticeboard_log_signed', type: 'gauge', help: 'Whether the evidence log is signed: 0 while the signer refuses.', samples: [{ value: health.logFault === null ? 1 : 0 }] },
    { name: 'noticeboard_ledger_open_rows', type: 'gauge', help: 'Ledger rows that are not folded into the rollup yet.', samples: [{ value: health.openRows }] },
    { name: 'noticeboard_database_bytes', type: 'gauge', help: 'Size of the database.', samples: [{ value: health.database.bytes }] },
    { name: 'noticeboard_database_connections', type: 'gauge', help: 'Connections of this process, by state.', samples: [{ labels: { state: 'idle' }, value: pool.idleCount }, { labels: { state: 'busy' }, value: pool.totalCount - pool.idleCount }, { labels: { state: 'waiting' }, value: pool.waitingCount }] },
    { name: 'noticeboard_data_free_bytes', type: 'gauge', help: 'Free space for the data folder.', samples: [{ value: health.disk.free }] },
    { name: 'noticeboard_worker_last_seen_timestamp_seconds', type: 'gauge', help: 'When the worker was last heard of.', samples: seconds(health.worker.at) },
    { name: 'noticeboard_check_timestamp_seconds', type: 'gauge', help: 'When the counts were last checked.', samples: seconds(check?.at) },
    { name: 'noticeboard_check_problems', type: 'gauge', help: 'What the last check of the counts found wrong.', samples: check ? [{ value: check.problems.length }] : [] },
  ]);
}

const written = (metrics: Metric[]): string => metrics.filter(({ samples }) => samples.length > 0).map(({ name, type, help, samples }) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.map((sample) => `${name}${labelsOf(sample)} ${sample.value}\n`).join('')}`).join('');

const labelsOf = ({ labels }: Sample): string => (labels ? `{${Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (mark) => (mark === '\n' ? '\\n' : `\\${mark}`))}"`).join()}}` : '');
