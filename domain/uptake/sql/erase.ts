import type pg from 'pg';
import type { Clock } from '@/domain/clock';
import { Facts } from '@/domain/uptake/engine/facts';
import { MoveSink } from '@/domain/uptake/engine/moves';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { appendMoves } from '@/domain/uptake/sql/ledger';
import { lockRecording } from '@/domain/uptake/sql/locks';
import { type Named, timelinesOf } from '@/domain/uptake/sql/subjects';
import { span } from '@/domain/uptake/sql/timelines';
import { Words } from '@/domain/uptake/sql/words';

/**
 * Deletes the timelines of these subjects and adds the moves they made to the ledger with the opposite sign, recorded now: the counts
 * lose them, past `known_at` does not. Returns which keys had a timeline, and its events. The caller holds `lockCampaign`.
 */
export async function takeBack(client: pg.ClientBase, campaign: { id: number; zone: string }, named: Named[], clock: Clock): Promise<{ keys: Set<string>; events: number; recordedAt: Date }> {
  const timelines = await timelinesOf(client, campaign.id, named);
  const entries = [...timelines.values()].flatMap((timeline) => timeline.entries);
  const keys = new Set(timelines.keys());
  await client.query('delete from timelines where campaign_id = $1 and subject = any($2::uuid[])', [campaign.id, [...keys]]);
  const moves = entries.length === 0 ? null : new MoveSink(await calendarOf(client, campaign.zone, ...span(entries)));
  if (moves) {
    const facts = new Facts(await readGrounds(client, campaign.id), await new Words(campaign.id).load(client));
    for (const timeline of timelines.values()) moves.change(timeline.entries, [], facts);
  }
  await lockRecording(client, campaign.id);
  const recordedAt = clock();
  if (moves) await appendMoves(client, campaign.id, recordedAt, moves.take());
  return { keys, events: entries.length, recordedAt };
}
