import { eq } from 'drizzle-orm';
import { deadlinesOf } from '@/domain/campaigns/commands/deadlines-of';
import { MoveDeadline } from '@/domain/campaigns/schemas';
import { command } from '@/domain/command';
import { invalid, missing } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { newId } from '@/domain/ids';
import { countLate } from '@/domain/uptake/sql/rejudge';
import { lockCampaign } from '@/domain/uptake/sql/locks';
import { campaignAreas, campaigns, deadlines } from '@/db/schema';

/**
 * Adds a dated deadline entry with its reason and author; earlier entries stay as they were. Late acceptances against the new
 * entry are counted in the same transaction. Throws `missing` for an unknown campaign, `invalid` for an unknown area.
 */
export const moveDeadline = command({
  action: 'campaign.move_deadline',
  permission: 'campaigns:write',
  input: MoveDeadline,
  async run({ tx, client, actor, input, now, clock }) {
    const [campaign] = await tx.select({ id: campaigns.id, zone: campaigns.zone }).from(campaigns).where(eq(campaigns.key, input.campaign)).for('update');
    if (!campaign) throw missing(`The campaign ${input.campaign}`);
    if (input.area !== null) {
      const areas = await tx.selectDistinct({ area: campaignAreas.area }).from(campaignAreas).where(eq(campaignAreas.campaignId, campaign.id));
      if (!areas.some((row) => row.area === input.area)) throw invalid(`The campaign has no area ${input.area}.`, [{ field: 'area', message: 'unknown_area' }]);
    }
    await lockCampaign(client, campaign.id);
    const before = await deadlinesOf(tx, campaign.id);
    const since = input.since ?? now;
    const id = newId(now);
    await tx.insert(deadlines).values({ id, campaignId: campaign.id, area: input.area, at: input.at, since, reason: input.reason, author: actor.id, recordedAt: now, ordinal: before.length });
    const recordedAt = await countLate(client, campaign, before.length, clock);
    await tx.update(deadlines).set({ recordedAt }).where(eq(deadlines.id, id));
    return {
      result: { campaign: input.campaign },
      object: { type: 'campaign', id: input.campaign },
      before: { deadlines: before },
      after: { deadlines: [...before, { at: input.at.toISOString(), area: input.area, since: since.toISOString() }], recorded_at: recordedAt.toISOString(), reason: withheld(input.reason) },
    };
  },
});
