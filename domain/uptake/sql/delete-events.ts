import { eq, sql } from 'drizzle-orm';
import { lastDeadline } from '@/domain/campaigns/retention';
import type { CommandContext } from '@/domain/command';
import type { Transaction } from '@/db/client';
import { deadlines, erasures } from '@/db/schema';

/** When a campaign's events are due for deletion: so many calendar days of its zone after its last deadline, by the server's time-zone data. Null without a rule or a deadline. */
export async function dueAt(tx: Transaction, { id, zone, retentionDays }: { id: number; zone: string; retentionDays: number | null }): Promise<Date | null> {
  const last = lastDeadline(await tx.select().from(deadlines).where(eq(deadlines.campaignId, id)));
  if (retentionDays === null || last === null) return null;
  const found = await tx.execute<{ due: string }>(sql`select extract(epoch from ((${last.toISOString()}::timestamptz at time zone ${zone}) + make_interval(days => ${retentionDays}::int)) at time zone ${zone}) * 1000 as due`);
  return new Date(Number(found.rows[0]?.due));
}

/** How many people had a timeline, how many events had arrived, and in how many segments. */
export type Deleted = { subjects: number; arrived: number; segments: number };

/**
 * Deletes all events of a campaign: timelines, what arrived, the choices and texts that only events cite, and tombstones, which nothing here can match any more. The ledger and the counts
 * stay; from `at` on the campaign takes no event. The caller holds `lockCampaign`, `lockPayloads` and `lockRecording`.
 */
export async function deleteAllEvents({ tx, client }: Pick<CommandContext<unknown>, 'tx' | 'client'>, campaign: number, at: Date): Promise<Deleted> {
  const held = await client.query<{ events: string; segments: string }>('select coalesce(sum(events), 0) as events, count(*) as segments from segments where campaign_id = $1', [campaign]);
  const subjects = (await client.query('delete from timelines where campaign_id = $1', [campaign])).rowCount ?? 0;
  await client.query(`update segments set payload = '' where campaign_id = $1`, [campaign]);
  await client.query('delete from segment_seals where segment_id in (select id from segments where campaign_id = $1)', [campaign]);
  await client.query('delete from acts where campaign_id = $1', [campaign]);
  await client.query('delete from tombstones where campaign_id = $1', [campaign]);
  await client.query('update batches set idempotency_key = null where campaign_id = $1', [campaign]);
  await client.query('update campaigns set events_deleted_at = $2 where id = $1', [campaign, at]);
  const arrived = Number(held.rows[0]?.events ?? 0);
  await tx.insert(erasures).values({ campaignId: campaign, kind: 'retention', at, subjects, events: arrived });
  return { subjects, arrived, segments: Number(held.rows[0]?.segments ?? 0) };
}
