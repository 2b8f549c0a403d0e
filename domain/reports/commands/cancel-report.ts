import { eq } from 'drizzle-orm';
import { command } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { lockRun } from '@/domain/reports/commands/lock-run';
import { RunNumber } from '@/domain/reports/schemas';
import { reportRuns } from '@/db/schema';

/** Stops a run that is waiting or being made; the worker notices before it writes. Throws `conflict` when it has ended already. */
export const cancelReport = command({
  action: 'report.cancel',
  permission: 'reports:write',
  input: RunNumber,
  async run({ tx, actor, input: { number }, now }) {
    const run = await lockRun(tx, actor, number);
    if (run.status !== 'queued' && run.status !== 'running') throw conflict(`The report ${number} has ended already.`, 'run_ended');
    await tx.update(reportRuns).set({ status: 'cancelled', finishedAt: now }).where(eq(reportRuns.number, number));
    return { result: { number }, object: { type: 'report', id: String(number) }, before: { status: run.status }, after: { status: 'cancelled' } };
  },
});
