import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { getCampaign } from '@/domain/campaigns/queries';
import { lastDeadline } from '@/domain/campaigns/retention';
import { campaignKey } from '@/domain/campaigns/schemas';
import { type Clock, systemClock } from '@/domain/clock';
import { command } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { eventsAreDeleted, isHeld } from '@/domain/uptake/erasure';
import { deleteAllEvents, dueAt } from '@/domain/uptake/sql/delete-events';
import { lockCampaign, lockPayloads, lockRecording } from '@/domain/uptake/sql/locks';
import { readCampaignState } from '@/domain/uptake/sql/subjects';
import { connection } from '@/db/client';
import { campaigns } from '@/db/schema';

const worker = { kind: 'system', id: 'worker' } as const;

/** Deletes a campaign's events when its retention rule is due (GDPR Article 5(1)(e)), as `deleteAllEvents` does. Throws `conflict` under legal hold and before it is due. */
export const deleteEvents = command({
  action: 'campaign.delete_events',
  permission: 'subjects:erase',
  input: z.strictObject({ campaign: campaignKey }),
  async run({ tx, client, clock, input }) {
    await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.key, input.campaign)).for('update');
    const campaign = await readCampaignState(client, input.campaign);
    const { id } = campaign;
    await lockCampaign(client, id);
    await lockPayloads(client, id);
    if (campaign.eventsDeletedAt) throw eventsAreDeleted();
    if (campaign.heldSince) throw isHeld(input.campaign);
    const due = await dueAt(tx, campaign);
    await lockRecording(client, id);
    const at = clock();
    if (!due || due > at) throw conflict(`The events of the campaign ${input.campaign} are not due for deletion.`, 'not_due');
    const counts = await deleteAllEvents({ tx, client }, id, at);
    return {
      result: { campaign: input.campaign, ...counts },
      object: { type: 'campaign', id: input.campaign },
      before: counts,
      after: { events_deleted_at: at.toISOString(), retention_days: campaign.retentionDays, due_at: due.toISOString() },
    };
  },
});

/** Deletes the events of every campaign whose rule is due and that is not held; returns how many campaigns there were. The worker calls it. */
export async function deleteDueEvents(clock: Clock = systemClock): Promise<number> {
  const { pool } = await connection();
  const ruled = await pool.query<{ key: string }>('select key from campaigns where retention_days is not null and events_deleted_at is null and held_since is null order by id');
  let deleted = 0;
  for (const { key } of ruled.rows) {
    const { deadlines: entries, retentionDays } = await getCampaign(worker, key);
    const last = lastDeadline(entries);
    // A day early is enough to ask: the zone decides the hour.
    if (last === null || last.getTime() + ((retentionDays ?? 0) - 1) * 86_400_000 > clock().getTime()) continue;
    const done = await deleteEvents(worker, { campaign: key }, clock).catch((error: unknown) => (isRefusal(error) ? null : Promise.reject(error)));
    if (done) deleted += 1;
  }
  return deleted;
}

const isRefusal = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'conflict';
