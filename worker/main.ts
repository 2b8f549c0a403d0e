import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, systemClock } from '@/domain/clock';
import { catchUp } from '@/domain/findings/commands/catch-up';
import { beat } from '@/domain/health';
import { expireDueRuns } from '@/domain/reports/commands/expire-runs';
import { runDueSchedules } from '@/domain/reports/commands/run-schedule';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { checkCounts } from '@/domain/uptake/commands/check-counts';
import { isCheckDue } from '@/domain/uptake/sample-queries';
import { deleteDueEvents } from '@/domain/uptake/commands/delete-due-events';
import { foldCampaigns } from '@/domain/uptake/commands/fold-campaigns';
import { closeInterruptedBatches } from '@/domain/uptake/commands/import-events';

export type WorkerOptions = { signal: AbortSignal; clock?: Clock; /** Pause while there is nothing to do. */ idleMs?: number };

const longestPause = 30_000;
/** How often retention rules, which run in days, and the age of the last check are looked at. */
const betweenRounds = 3_600_000;
/** How often schedules are looked at: they run in hours. */
const betweenSchedules = 60_000;
const betweenBeats = 15_000;
/** People of each campaign whose events the nightly check goes through. */
const sampledSubjects = 1_000;

/**
 * The jobs: closes batches an earlier process left open, then folds the ledger, judges what came in and what time has changed, deletes events whose retention is over, checks the counts by a sample each night, asks for scheduled reports and makes reports as they are asked for, until the signal. Survives the
 * database going away, trying again at longer and longer intervals. Returns when the run at hand has been given back or finished.
 */
export async function runWorker({ signal, clock = systemClock, idleMs = 1_000 }: WorkerOptions): Promise<void> {
  let hasStarted = false;
  let failures = 0;
  let nextRound = 0;
  let nextSchedules = 0;
  const [worker, startedAt] = [randomUUID(), clock()];
  const sign = () => beat(worker, startedAt, clock()).catch(() => undefined); // A database that is away is told of below.
  const beats = setInterval(sign, betweenBeats);
  while (!signal.aborted) {
    let pause = 0;
    try {
      if (!hasStarted) await closeInterruptedBatches(clock);
      if (!hasStarted) await sign();
      hasStarted = true;
      await foldCampaigns();
      await catchUp(clock);
      if (clock().getTime() >= nextRound) {
        nextRound = clock().getTime() + betweenRounds; // First: a campaign that cannot be deleted does not keep reports from being made.
        const campaigns = await deleteDueEvents(clock);
        if (campaigns > 0) note('info', 'events deleted by retention rules', null, { campaigns });
        await expireDueRuns(clock);
        if (await isCheckDue(clock())) {
          const { problems, ...checked } = await checkCounts({ start: randomUUID(), subjects: sampledSubjects }, clock);
          note(problems.length > 0 ? 'warn' : 'info', 'counts checked', null, { ...checked, problems: problems.length });
        }
      }
      if (clock().getTime() >= nextSchedules) {
        nextSchedules = clock().getTime() + betweenSchedules;
        await runDueSchedules(clock);
      }
      const done = await runNextReport({ clock, signal, onError: (error, run) => note('warn', 'report attempt failed', error, { run }) });
      if (done) note('info', 'report', null, done);
      else pause = idleMs;
      failures = 0;
    } catch (error) {
      failures += 1;
      pause = Math.min(idleMs * 2 ** (failures - 1), longestPause);
      note('warn', 'worker is waiting for the database', error, { pause });
    }
    if (pause > 0) await wait(pause, undefined, { signal }).catch(() => undefined);
  }
  clearInterval(beats);
}

/** One line of JSON on standard error: the innermost cause only, since the messages around it may carry the values of a query. */
function note(level: 'info' | 'warn', message: string, error: unknown, more: Record<string, unknown>): void {
  let cause = error;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  const problem = cause instanceof Error ? { error: cause.name, reason: cause.message.slice(0, 500), ...('code' in cause ? { code: String(cause.code) } : {}) } : {};
  process.stderr.write(`${JSON.stringify({ level, message, ...more, ...problem })}\n`);
}
