import { and, asc, eq, lte } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import type { Conduct } from '@/domain/campaigns/conduct';
import { missing } from '@/domain/errors';
import { database } from '@/db/client';
import { campaignAnnouncements, campaignChanges, campaignConsequences, campaignLabels, campaignLimitations, campaignPromptPolicies, campaignVariants, campaigns } from '@/db/schema';

/** Every entry of how a campaign is conducted that was recorded (by `knownAt`), by kind, oldest first. Throws `missing`. */
export async function readConduct(actor: Actor, key: string, knownAt?: Date): Promise<Conduct> {
  permit(actor, 'campaigns:read');
  const db = await database();
  const [campaign] = await db.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.key, key));
  if (!campaign) throw missing(`The campaign ${key}`);
  type Table = typeof campaignChanges | typeof campaignAnnouncements | typeof campaignVariants | typeof campaignPromptPolicies | typeof campaignConsequences | typeof campaignLimitations | typeof campaignLabels;
  const of = (table: Table) => and(eq(table.campaignId, campaign.id), knownAt && lte(table.recordedAt, knownAt));
  const [change, announcement, variant, prompt_policy, consequence, limitation, label] = await Promise.all([
    db.select().from(campaignChanges).where(of(campaignChanges)).orderBy(asc(campaignChanges.since), asc(campaignChanges.recordedAt), asc(campaignChanges.id)),
    db.select().from(campaignAnnouncements).where(of(campaignAnnouncements)).orderBy(asc(campaignAnnouncements.at), asc(campaignAnnouncements.recordedAt), asc(campaignAnnouncements.id)),
    db.select().from(campaignVariants).where(of(campaignVariants)).orderBy(asc(campaignVariants.since), asc(campaignVariants.recordedAt), asc(campaignVariants.id)),
    db.select().from(campaignPromptPolicies).where(of(campaignPromptPolicies)).orderBy(asc(campaignPromptPolicies.since), asc(campaignPromptPolicies.recordedAt), asc(campaignPromptPolicies.id)),
    db.select().from(campaignConsequences).where(of(campaignConsequences)).orderBy(asc(campaignConsequences.since), asc(campaignConsequences.recordedAt), asc(campaignConsequences.id)),
    db.select().from(campaignLimitations).where(of(campaignLimitations)).orderBy(asc(campaignLimitations.at), asc(campaignLimitations.recordedAt), asc(campaignLimitations.id)),
    db.select().from(campaignLabels).where(of(campaignLabels)).orderBy(asc(campaignLabels.since), asc(campaignLabels.recordedAt), asc(campaignLabels.id)),
  ]);
  return { change, announcement, variant, prompt_policy, consequence, limitation, label };
}
