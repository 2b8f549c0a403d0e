import { eq } from 'drizzle-orm';
import { SetRetention } from '@/domain/campaigns/schemas';
import { command } from '@/domain/command';
import { missing } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { eventsAreDeleted } from '@/domain/uptake/erasure';
import { campaigns } from '@/db/schema';

/**
 * Sets how many calendar days after its last deadline a campaign keeps its events (GDPR Article 5(1)(e)); null ends the rule. Throws `missing` for an
 * unknown campaign and `conflict` when its events are deleted already.
 */
export const setRetention = command({
  action: 'campaign.set_retention',
  permission: 'subjects:erase',
  input: SetRetention,
  async run({ tx, input }) {
    const [before] = await tx.select().from(campaigns).where(eq(campaigns.key, input.campaign)).for('update');
    if (!before) throw missing(`The campaign ${input.campaign}`);
    if (before.eventsDeletedAt) throw eventsAreDeleted();
    await tx.update(campaigns).set({ retentionDays: input.days }).where(eq(campaigns.id, before.id));
    return {
      result: { campaign: input.campaign, retention_days: input.days },
      object: { type: 'campaign', id: input.campaign },
      before: { retention_days: before.retentionDays },
      after: { retention_days: input.days, reason: withheld(input.reason) },
    };
  },
});
