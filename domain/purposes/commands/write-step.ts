import { eq } from 'drizzle-orm';
import { newId } from '@/domain/ids';
import type { Transaction } from '@/db/client';
import { purposeSteps, purposes } from '@/db/schema';

type NewStep = Omit<typeof purposeSteps.$inferInsert, 'id' | 'recordedAt'>;

/** Appends a step and brings the purpose's row to where it now stands, in the caller's transaction. */
export async function writeStep(tx: Transaction, step: NewStep, standing: Partial<typeof purposes.$inferInsert>, now: Date): Promise<void> {
  await tx.insert(purposeSteps).values({ ...step, id: newId(now), recordedAt: now });
  await tx.update(purposes).set(standing).where(eq(purposes.key, step.purposeKey));
}
