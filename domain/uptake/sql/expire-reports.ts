import { and, eq, inArray, or } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { reportFileChunks, reportFiles, reportRuns } from '@/db/schema';

/**
 * Deletes the files of the reports that name these people of a campaign: their evidence packs, which lose the pseudonym too, and every extract of its
 * events, since rows cannot be taken out of a file without making it another. A run that waits is cut off the same way. What the runs were stays on record. Returns how many there were.
 */
export async function expireReports(tx: Transaction, campaign: string, subjects: string[]): Promise<number> {
  const names = and(eq(reportRuns.campaign, campaign), or(inArray(reportRuns.subject, subjects), eq(reportRuns.type, 'event_extract')));
  const runs = await tx.update(reportRuns).set({ status: 'expired', subject: null, leasedUntil: null }).where(names).returning({ number: reportRuns.number });
  if (runs.length === 0) return 0;
  const numbers = runs.map(({ number }) => number);
  await tx.delete(reportFileChunks).where(inArray(reportFileChunks.run, numbers));
  await tx.delete(reportFiles).where(inArray(reportFiles.run, numbers));
  return numbers.length;
}
