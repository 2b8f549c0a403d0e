import { eq } from 'drizzle-orm';
import type { Actor } from '@/domain/access/permissions';
import { missing } from '@/domain/errors';
import { type Run, maySee } from '@/domain/reports/run';
import { reportRuns } from '@/db/schema';
import type { Transaction } from '@/db/client';

/** The run, held against others until the transaction ends. Throws `missing` when there is none the actor may see. */
export async function lockRun(tx: Transaction, actor: Actor, number: number): Promise<Run> {
  const [run] = await tx.select().from(reportRuns).where(eq(reportRuns.number, number)).for('update');
  if (!run || !maySee(actor, run)) throw missing(`The report ${number}`);
  return run;
}
