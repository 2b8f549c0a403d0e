import { eq } from 'drizzle-orm';
import { command } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { lockRun } from '@/domain/reports/commands/lock-run';
import { RunNumber } from '@/domain/reports/schemas';
import { reportRuns } from '@/db/schema';

/** Queues a failed or cancelled run again with the inputs it had; one cancelled while it was made waits until that lease runs out. Throws `conflict` for any other. */
export const retryReport = command({
  action: 'report.request',
  permission: 'reports:write',
  input: RunNumber,
  async run({ tx, actor, input: { number } }) {
    const run = await lockRun(tx, actor, number);
    if (run.status !== 'failed' && run.status !== 'cancelled') throw conflict(`The report ${number} neither failed nor was it cancelled.`, 'run_not_ended');
    await tx.update(reportRuns).set({ status: 'queued', progress: 0, attempts: 0, failure: null, finishedAt: null }).where(eq(reportRuns.number, number));
    return { result: { number }, object: { type: 'report', id: String(number) }, before: { status: run.status }, after: { status: 'queued' } };
  },
});
