import { and, eq } from 'drizzle-orm';
import { writeConduct } from '@/domain/campaigns/commands/write-conduct';
import { RecordConduct } from '@/domain/campaigns/schemas';
import { command } from '@/domain/command';
import { invalid, missing } from '@/domain/errors';
import { campaignAreas, campaigns } from '@/db/schema';

/**
 * Records one dated entry of how a campaign is conducted: a change, an announcement, a form of the prompt and so on. Earlier entries stay as they were. Throws
 * `missing` for an unknown campaign, `invalid` for an unknown area.
 */
export const recordConduct = command({
  action: 'campaign.record_conduct',
  permission: 'campaigns:write',
  input: RecordConduct,
  async run({ tx, actor, input, now }) {
    const { campaign, kind, entry } = input;
    const [found] = await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.key, campaign)).for('share');
    if (!found) throw missing(`The campaign ${campaign}`);
    if ('area' in entry && entry.area !== null) {
      const [area] = await tx.select({ area: campaignAreas.area }).from(campaignAreas).where(and(eq(campaignAreas.campaignId, found.id), eq(campaignAreas.area, entry.area))).limit(1);
      if (!area) throw invalid(`The campaign has no area ${entry.area}.`, [{ field: 'entry.area', message: 'unknown_area' }]);
    }
    const after = await writeConduct(tx, kind, entry, { campaignId: found.id, author: actor.id, now, since: now });
    return { result: { campaign, kind }, object: { type: 'campaign', id: campaign }, after };
  },
});
