import { asc, eq } from 'drizzle-orm';
import type { DeadlineEntry } from '@/domain/campaigns/deadline';
import type { Transaction } from '@/db/client';
import { campaigns, deadlines } from '@/db/schema';

/** Every deadline a campaign was given, by its key; empty for an unknown one. */
export async function deadlinesOfCampaign(tx: Transaction, key: string): Promise<DeadlineEntry[]> {
  const rows = await tx.select({ deadline: deadlines }).from(deadlines).innerJoin(campaigns, eq(campaigns.id, deadlines.campaignId)).where(eq(campaigns.key, key)).orderBy(asc(deadlines.since), asc(deadlines.recordedAt), asc(deadlines.id));
  return rows.map(({ deadline }) => deadline);
}
