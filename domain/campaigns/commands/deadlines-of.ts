import { asc, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { deadlines } from '@/db/schema';

/** The deadline entries of a campaign as evidence records them, oldest first. */
export async function deadlinesOf(tx: Transaction, campaignId: number): Promise<{ at: string; area: string | null; since: string }[]> {
  const rows = await tx.select().from(deadlines).where(eq(deadlines.campaignId, campaignId)).orderBy(asc(deadlines.since), asc(deadlines.recordedAt), asc(deadlines.id));
  return rows.map((row) => ({ at: row.at.toISOString(), area: row.area, since: row.since.toISOString() }));
}
