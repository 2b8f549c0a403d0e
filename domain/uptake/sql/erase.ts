import type pg from 'pg';
import type { Clock } from '@/domain/clock';
import { Facts } from '@/domain/uptake/engine/facts';
import { MoveSink } from '@/domain/uptake/engine/moves';
import { TallySink } from '@/domain/uptake/engine/tallies';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { appendMoves } from '@/domain/uptake/sql/ledger';
import { lockRecording } from '@/domain/uptake/sql/locks';
import { type Named, timelinesOf } from '@/domain/uptake/sql/subjects';
import { appendTallies } from '@/domain/uptake/sql/tallies';
import { span } from '@/domain/uptake/sql/timelines';
import { Words } from '@/domain/uptake/sql/words';

/**
 * Deletes the timelines of these subjects and adds what they made of ledger and tallies with the opposite sign, recorded now: the counts
 * lose them, past `known_at` does not. Returns which keys had a timeline, and its events. The caller holds `lockCampaign`.
 */
export async function takeBack(client: pg.ClientBase, campaign: { id: number; zone: string }, named: Named[], clock: Clock): Promise<{ keys: Set<string>; events: number; recordedAt: Date }> {
  const timelines = await timelinesOf(client, campaign.id, named);
  const entries = [...timelines.values()].flatMap((timeline) => timeline.entries);
  const keys = new Set(timelines.keys());
  await client.query('delete from timelines where campaign_id = $1 and subject = any($2::uuid[])', [campaign.id, [...keys]]);
  const calendar = entries.length === 0 ? null : await calendarOf(client, campaign.zone, ...span(entries));
  const [grounds, words] = [await readGrounds(client, campaign.id), await new Words(campaign.id).load(client)];
  const moves = calendar && new MoveSink(calendar);
  const tallies = calendar && grounds.tallied ? new TallySink(calendar) : null;
  const [facts, tallyFacts] = [new Facts(grounds, words), new TallyFacts(grounds, words)];
  for (const timeline of timelines.values()) {
    moves?.change(timeline.entries, [], facts);
    tallies?.change(timeline.entries, [], tallyFacts);
  }
  await lockRecording(client, campaign.id);
  const recordedAt = clock();
  if (moves) await appendMoves(client, campaign.id, recordedAt, moves.take());
  if (tallies) await appendTallies(client, campaign.id, recordedAt, tallies.take());
  return { keys, events: entries.length, recordedAt };
}
