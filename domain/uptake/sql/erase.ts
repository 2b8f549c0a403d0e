import type pg from 'pg';
import type { Clock } from '@/domain/clock';
import type { CommandContext } from '@/domain/command';
import { Facts } from '@/domain/uptake/engine/facts';
import { MoveSink } from '@/domain/uptake/engine/moves';
import { keyText } from '@/domain/uptake/engine/segment';
import { TallySink } from '@/domain/uptake/engine/tallies';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { showPseudonym } from '@/domain/uptake/pseudonym';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { expireReports } from '@/domain/uptake/sql/expire-reports';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { appendMoves } from '@/domain/uptake/sql/ledger';
import { lockRecording } from '@/domain/uptake/sql/locks';
import { rewriteSegments } from '@/domain/uptake/sql/rewrite-segments';
import { type CampaignState, type Named, timelinesOf } from '@/domain/uptake/sql/subjects';
import { appendTallies } from '@/domain/uptake/sql/tallies';
import { span } from '@/domain/uptake/sql/timelines';
import { writeTombstones } from '@/domain/uptake/sql/tombstones';
import { Words } from '@/domain/uptake/sql/words';
import { erasures } from '@/db/schema';

/**
 * Deletes the timelines of these subjects and adds what they made of ledger and tallies with the opposite sign, recorded now: the counts
 * lose them, past `known_at` does not. Returns which keys had a timeline, and its events. The caller holds `lockCampaign`.
 */
async function takeBack(client: pg.ClientBase, campaign: { id: number; zone: string }, named: Named[], clock: Clock): Promise<{ keys: Set<string>; events: number; recordedAt: Date }> {
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

/** Who was there and is gone, of how many events, from how many segments, and how many reports lost their files. */
export type Erased = { gone: Named[]; events: number; segments: number; reports: number; recordedAt: Date };

/**
 * Erases people from a campaign: their timelines, their events in every stored segment, their part in the counts from now on, the files of reports that name them; a tombstone
 * of each who was there stays. The caller holds `lockCampaign` and `lockPayloads`.
 */
export async function eraseNamed({ tx, client, clock }: Pick<CommandContext<unknown>, 'tx' | 'client' | 'clock'>, campaign: CampaignState, named: Named[]): Promise<Erased> {
  const { found, segments } = await rewriteSegments(client, campaign.id, named.map(({ subject }) => subject));
  const { keys, events, recordedAt } = await takeBack(client, campaign, named, clock);
  const gone = named.filter(({ key, subject }) => keys.has(key) || found.has(keyText(subject)));
  if (gone.length === 0) return { gone, events, segments, reports: 0, recordedAt };
  const reports = await expireReports(tx, campaign.key, gone.map(({ subject }) => showPseudonym(subject)));
  await writeTombstones(client, campaign.id, gone.map(({ subject }) => subject));
  await tx.insert(erasures).values({ campaignId: campaign.id, kind: 'request', at: recordedAt, subjects: gone.length, events });
  return { gone, events, segments, reports, recordedAt };
}
