import { and, asc, eq, lte } from 'drizzle-orm';
import type { Conduct } from '@/domain/campaigns/conduct';
import type { Transaction } from '@/db/client';
import { campaignAnnouncements, campaignChanges, campaignConsequences, campaignLabels, campaignLimitations, campaignPromptPolicies, campaignVariants } from '@/db/schema';

type Table = typeof campaignChanges | typeof campaignAnnouncements | typeof campaignVariants | typeof campaignPromptPolicies | typeof campaignConsequences | typeof campaignLimitations | typeof campaignLabels;

/** Every entry of how a campaign is conducted that was recorded (by `knownAt`), by kind, oldest first. */
export async function conductOf(tx: Pick<Transaction, 'select'>, campaignId: number, knownAt?: Date): Promise<Conduct> {
  const of = (table: Table) => and(eq(table.campaignId, campaignId), knownAt && lte(table.recordedAt, knownAt));
  return {
    change: await tx.select().from(campaignChanges).where(of(campaignChanges)).orderBy(asc(campaignChanges.since), asc(campaignChanges.recordedAt), asc(campaignChanges.id)),
    announcement: await tx.select().from(campaignAnnouncements).where(of(campaignAnnouncements)).orderBy(asc(campaignAnnouncements.at), asc(campaignAnnouncements.recordedAt), asc(campaignAnnouncements.id)),
    variant: await tx.select().from(campaignVariants).where(of(campaignVariants)).orderBy(asc(campaignVariants.since), asc(campaignVariants.recordedAt), asc(campaignVariants.id)),
    prompt_policy: await tx.select().from(campaignPromptPolicies).where(of(campaignPromptPolicies)).orderBy(asc(campaignPromptPolicies.since), asc(campaignPromptPolicies.recordedAt), asc(campaignPromptPolicies.id)),
    consequence: await tx.select().from(campaignConsequences).where(of(campaignConsequences)).orderBy(asc(campaignConsequences.since), asc(campaignConsequences.recordedAt), asc(campaignConsequences.id)),
    limitation: await tx.select().from(campaignLimitations).where(of(campaignLimitations)).orderBy(asc(campaignLimitations.at), asc(campaignLimitations.recordedAt), asc(campaignLimitations.id)),
    label: await tx.select().from(campaignLabels).where(of(campaignLabels)).orderBy(asc(campaignLabels.since), asc(campaignLabels.recordedAt), asc(campaignLabels.id)),
  };
}
