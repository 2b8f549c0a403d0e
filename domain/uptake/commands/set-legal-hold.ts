import { eq } from 'drizzle-orm';
import { SetLegalHold } from '@/domain/campaigns/schemas';
import { command } from '@/domain/command';
import { missing } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { lockCampaign } from '@/domain/uptake/sql/locks';
import { campaigns } from '@/db/schema';

/**
 * Sets or lifts a legal hold (GDPR Article 17(3)(b) and (e)): while it stands nobody is erased from the campaign and its retention rule deletes
 * nothing. Waits for an erasure that is under way. Throws `missing` for an unknown campaign.
 */
export const setLegalHold = command({
  action: 'campaign.set_legal_hold',
  permission: 'holds:write',
  input: SetLegalHold,
  async run({ tx, client, input, now }) {
    const [before] = await tx.select({ id: campaigns.id, heldSince: campaigns.heldSince }).from(campaigns).where(eq(campaigns.key, input.campaign)).for('update');
    if (!before) throw missing(`The campaign ${input.campaign}`);
    await lockCampaign(client, before.id);
    const heldSince = input.on ? (before.heldSince ?? now) : null;
    await tx.update(campaigns).set({ heldSince, holdReason: input.on ? input.reason : null }).where(eq(campaigns.id, before.id));
    return {
      result: { campaign: input.campaign, held_since: heldSince?.toISOString() ?? null },
      object: { type: 'campaign', id: input.campaign },
      before: { held_since: before.heldSince?.toISOString() ?? null },
      after: { held_since: heldSince?.toISOString() ?? null, reason: withheld(input.reason) },
    };
  },
});
