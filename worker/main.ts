import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '@/domain/clock';
import { catchUp } from '@/domain/findings/commands/catch-up';
import { beat } from '@/domain/health';
import { expireDueRuns } from '@/domain/reports/commands/expire-runs';
import { runDueSchedules } from '@/domain/reports/commands/run-schedule';
import { sealSignedReport } from '@/domain/reports/commands/seal-signed-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { clearWorkspaces } from '@/domain/reports/formats/pdf-workspace';
import { buildMissingTallies } from '@/domain/uptake/commands/build-tallies';
import { checkCounts } from '@/domain/uptake/commands/check-counts';
import { isCheckDue } from '@/domain/uptake/sample-queries';
import { deleteDueEvents } from '@/domain/uptake/commands/delete-due-events';
import { foldCampaigns } from '@/domain/uptake/commands/fold-campaigns';
import { keepErasures } from '@/domain/uptake/commands/keep-erasures';
import { closeInterruptedBatches } from '@/domain/uptake/commands/import-events';
import { sealNextBatch } from '@/domain/uptake/commands/seal-batches';
import { keepLog } from '@/worker/log';
import { note } from '@/worker/note';
import { repeat } from '@/worker/repeat';

export type WorkerOptions = { signal: AbortSignal; clock?: Clock; /** Pause while there is nothing to do. */ idleMs?: number };

/** How often retention rules, which run in days, and the age of the last check are looked at. */
const betweenRounds = 300_000;
/** How often schedules are looked at: they run in hours. */
const betweenSchedules = 60_000;
const betweenBeats = 15_000;
/** People of each campaign whose events the nightly check goes through. */
const sampledSubjects = 1_000;

/**
 * The jobs: counts tallies from before there were any, then folds the ledger, judges what came in and what time has changed, deletes events whose retention is over, checks the counts by a sample each night, asks for scheduled reports and makes reports as they are asked for. Beside them
 * batches that nobody brings on any more are closed, batches are sealed, the log is sequenced and signed, the list of erasures is kept outside the database, and signed reports get the organisation's signature and time stamp. Until the signal; survives the database going away. Returns, when the run at hand has been given back or finished, whether the log could be signed.
 */
export async function runWorker({ signal, clock = systemClock, idleMs = 1_000 }: WorkerOptions): Promise<{ signs: boolean }> {
  let hasStarted = false;
  let nextRound = 0;
  let nextSchedules = 0;
  const [worker, startedAt] = [randomUUID(), clock()];
  const sign = () => beat(worker, startedAt, clock()).catch(() => undefined); // A database that is away is told of below.
  const beats = setInterval(sign, betweenBeats);
  const jobs = async () => {
    if (!hasStarted) clearWorkspaces();
    if (!hasStarted) await sign();
    if (!hasStarted) await buildMissingTallies(clock);
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
    return done !== null;
  };
  let erased = '';
  const keeps = async () => {
    erased = await keepErasures(erased); // On its own: a list that cannot be read holds nothing else back.
    return false;
  };
  const closes = async () => {
    await closeInterruptedBatches(clock); // On its own: whoever sends the batch again waits for it.
    return false;
  };
  const seals = async () => (await sealNextBatch(clock)) !== null;
  const signs = async () => (await sealSignedReport(clock)) !== null;
  const [fault] = await Promise.all([keepLog({ signal, clock }), repeat(keeps, { signal, idleMs, what: 'the list of erasures' }), repeat(closes, { signal, idleMs, what: 'closing batches' }), repeat(seals, { signal, idleMs, what: 'sealing' }), repeat(signs, { signal, idleMs, what: 'signing PDFs' }), repeat(jobs, { signal, idleMs, what: 'the worker' })]);
  clearInterval(beats);
  return { signs: fault === null };
}
