import { and, asc, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { append, withheld } from '@/domain/evidence/log';
import type { Run } from '@/domain/reports/run';
import { words } from '@/domain/words/catalogue';
import { type Transaction, database, transact } from '@/db/client';
import { reportRuns } from '@/db/schema';

export const mostAttempts = 3;
const worker = { kind: 'system', id: 'worker' } as const;

export type Claim = { run: Run; abandoned: boolean };

/**
 * Takes the oldest run that waits, or whose maker went away, for `leaseMs`. A run whose third maker went away is marked failed
 * instead and comes back `abandoned`. Null when there is nothing to do.
 */
export async function claimReport(now: Date, leaseMs: number): Promise<Claim | null> {
  return transact(async ({ tx }) => {
    const free = and(inArray(reportRuns.status, ['queued', 'running']), or(isNull(reportRuns.leasedUntil), lt(reportRuns.leasedUntil, now)));
    const [run] = await tx.select().from(reportRuns).where(free).orderBy(asc(reportRuns.number)).limit(1).for('update', { skipLocked: true });
    if (!run) return null;
    if (run.attempts >= mostAttempts) {
      await fail(tx, run, words(run.language).reports.failures.interrupted, now);
      return { run, abandoned: true };
    }
    const [claimed] = await tx
      .update(reportRuns)
      .set({ status: 'running', attempts: run.attempts + 1, progress: 0, leasedUntil: new Date(now.getTime() + leaseMs) })
      .where(eq(reportRuns.number, run.number))
      .returning();
    return claimed ? { run: claimed, abandoned: false } : null;
  });
}

/** Still the same attempt of the same run: not cancelled, not taken over. */
export const stillOurs = (run: Run) => and(eq(reportRuns.number, run.number), eq(reportRuns.status, 'running'), eq(reportRuns.attempts, run.attempts));

/** Extends the lease, and says how far the run is; false when the run is no longer ours. */
export async function holdReport(run: Run, until: Date, progress?: number): Promise<boolean> {
  const db = await database();
  const held = await db.update(reportRuns).set({ leasedUntil: until, ...(progress === undefined ? {} : { progress }) }).where(stillOurs(run)).returning({ number: reportRuns.number });
  return held.length > 0;
}

/** Gives the run back unmade; the attempt does not count. */
export async function releaseReport(run: Run): Promise<void> {
  const db = await database();
  await db.update(reportRuns).set({ status: 'queued', attempts: run.attempts - 1, progress: 0, leasedUntil: null }).where(stillOurs(run));
}

/** Ends an attempt that went wrong: queued again while attempts are left and another may help, else failed with its evidence. */
export async function endAttempt(run: Run, reason: string, isFinal: boolean, now: Date): Promise<'queued' | 'failed' | 'lost'> {
  return transact(async ({ tx }) => {
    const [ours] = await tx.select({ number: reportRuns.number }).from(reportRuns).where(stillOurs(run)).for('update');
    if (!ours) return 'lost';
    if (!isFinal && run.attempts < mostAttempts) {
      await tx.update(reportRuns).set({ status: 'queued', progress: 0, leasedUntil: null }).where(eq(reportRuns.number, run.number));
      return 'queued';
    }
    await fail(tx, run, reason, now);
    return 'failed';
  });
}

async function fail(tx: Transaction, run: Run, reason: string, now: Date): Promise<void> {
  await tx.update(reportRuns).set({ status: 'failed', failure: reason, leasedUntil: null, finishedAt: now }).where(eq(reportRuns.number, run.number));
  await append(tx, { action: 'report.fail', actor: worker, object: { type: 'report', id: String(run.number) }, at: now, after: { type: run.type, attempts: run.attempts, reason: withheld(reason) } });
}
