import { eq } from 'drizzle-orm';
import { command } from '@/domain/command';
import { missing } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { requireNoBlockers } from '@/domain/findings/gate-queries';
import { packVersion } from '@/domain/findings/pack';
import { MarkReady } from '@/domain/findings/schemas';
import { newId } from '@/domain/ids';
import { campaignReadiness, campaigns } from '@/db/schema';

/** Marks a campaign ready for the DPO's sign-off. Refused with `conflict` while a blocker is open on it or on an approved purpose its notices carry, naming them. */
export const markReady = command({
  action: 'campaign.mark_ready',
  permission: 'findings:write',
  input: MarkReady,
  async run({ tx, client, actor, input: { campaign, note }, now }) {
    const [found] = await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.key, campaign)).for('update');
    if (!found) throw missing(`The campaign ${campaign}`);
    await requireNoBlockers(client, { campaign }, now);
    await tx.insert(campaignReadiness).values({ id: newId(now), campaignId: found.id, note, pack: packVersion, author: actor.id, recordedAt: now });
    return { result: { campaign }, object: { type: 'campaign', id: campaign }, after: { ready: true, pack: packVersion, note: withheld(note) } };
  },
});
