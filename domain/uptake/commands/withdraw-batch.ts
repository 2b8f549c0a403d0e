import { eq } from 'drizzle-orm';
import { command } from '@/domain/command';
import { conflict, missing } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { WithdrawBatch } from '@/domain/uptake/schemas';
import { lockCampaign } from '@/domain/uptake/sql/locks';
import { withdrawEvents } from '@/domain/uptake/sql/withdrawal';
import { batches, campaigns } from '@/db/schema';

/**
 * Withdraws a whole batch that turned out wrong, with a reason. Its events leave the counts unless another batch holds them too;
 * what was known before stays as it was. The answer to its Idempotency-Key stays repeatable, so that a late retry brings nothing
 * back; to send the events again, use another key. Throws `missing`, and `conflict` for a batch that is open or withdrawn already.
 */
export const withdrawBatch = command({
  action: 'batch.withdraw',
  permission: 'batches:write',
  input: WithdrawBatch,
  async run({ tx, client, actor, input, clock }) {
    const [campaign] = await tx.select({ id: campaigns.id, key: campaigns.key, zone: campaigns.zone }).from(batches).innerJoin(campaigns, eq(campaigns.id, batches.campaignId)).where(eq(batches.id, input.batch));
    if (!campaign) throw missing(`The batch ${input.batch}`);
    await lockCampaign(client, campaign.id);
    const [batch] = await tx.select().from(batches).where(eq(batches.id, input.batch)).for('update');
    if (!batch) throw missing(`The batch ${input.batch}`);
    if (batch.status === 'open') throw conflict(`Batch ${batch.number} is still being taken. Withdraw it once it is closed.`, 'batch_open');
    if (batch.status === 'withdrawn') throw conflict(`Batch ${batch.number} is withdrawn already, since ${batch.withdrawnAt?.toISOString()}.`, 'batch_withdrawn');
    const { left, kept, recordedAt } = await withdrawEvents(client, campaign, batch.id, clock);
    await tx.update(batches).set({ status: 'withdrawn', withdrawnAt: recordedAt, withdrawnBy: actor.id, withdrawalReason: input.reason, eventsLeft: left, eventsKept: kept }).where(eq(batches.id, batch.id));
    const { number, received, stored, duplicates, rejected } = batch;
    return {
      result: { batch: batch.id, number, left, kept },
      object: { type: 'batch', id: batch.id },
      before: { number, campaign: campaign.key, status: batch.status, received, stored, duplicates, rejected },
      after: { status: 'withdrawn', left, kept, recorded_at: recordedAt.toISOString(), reason: withheld(input.reason) },
    };
  },
});
