import { and, asc, eq, lte } from 'drizzle-orm';
import { type Clock, systemClock } from '@/domain/clock';
import { command } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { clearFiles } from '@/domain/reports/commands/store-files';
import { RunNumber } from '@/domain/reports/schemas';
import { database } from '@/db/client';
import { reportFiles, reportRuns } from '@/db/schema';

const worker = { kind: 'system', id: 'worker' } as const;

/** Deletes the files of a run that is kept no longer; its inputs, digests in the evidence and number stay. Throws `conflict` before it is due. */
export const expireRun = command({
  action: 'report.expire',
  permission: 'reports:write',
  input: RunNumber,
  async run({ tx, input: { number }, now }) {
    const [run] = await tx.select().from(reportRuns).where(eq(reportRuns.number, number)).for('update');
    if (!run || run.status !== 'ready' || run.keepUntil === null || run.keepUntil > now) throw conflict(`The report ${number} is not due for deletion.`, 'not_due');
    const files = await tx.select({ name: reportFiles.name }).from(reportFiles).where(eq(reportFiles.run, number));
    await clearFiles(tx, number);
    await tx.update(reportRuns).set({ status: 'expired' }).where(eq(reportRuns.number, number));
    return { result: { number }, object: { type: 'report', id: String(number) }, before: { status: 'ready', files: files.length }, after: { status: 'expired', keep_until: run.keepUntil.toISOString() } };
  },
});

/** Deletes the files of all runs that are due; returns how many runs there were. The worker calls it. */
export async function expireDueRuns(clock: Clock = systemClock): Promise<number> {
  const db = await database();
  const due = await db.select({ number: reportRuns.number }).from(reportRuns).where(and(eq(reportRuns.status, 'ready'), lte(reportRuns.keepUntil, clock()))).orderBy(asc(reportRuns.number));
  for (const { number } of due) await expireRun(worker, { number }, clock);
  return due.length;
}
