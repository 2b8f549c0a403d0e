import type pg from 'pg';
import type { Clock } from '@/domain/clock';
import { eventsAreDeleted } from '@/domain/uptake/erasure';
import { Facts, type Grounds, joinerCode, lateCode } from '@/domain/uptake/engine/facts';
import { MoveSink } from '@/domain/uptake/engine/moves';
import { TallySink } from '@/domain/uptake/engine/tallies';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { appendMoves, dateMoves } from '@/domain/uptake/sql/ledger';
import { lockRecording } from '@/domain/uptake/sql/locks';
import { appendTallies, dateTallies } from '@/domain/uptake/sql/tallies';
import { eachTimeline, span } from '@/domain/uptake/sql/timelines';
import { Words } from '@/domain/uptake/sql/words';

type Campaign = { id: number; zone: string };
/** Subjects whose moves are gathered before they are written: a bound on memory. */
const most = 50_000;

/**
 * Counts late acceptances, and those of joiners in their own time, against a deadline entry that was just added. Nothing is read where no event has happened since it passed.
 * Returns when it was recorded. The caller holds `lockCampaign`.
 */
export async function countLate(client: pg.ClientBase, campaign: Campaign, ordinal: number, clock: Clock): Promise<Date> {
  const grounds = await readGrounds(client, campaign.id);
  if (grounds.eventsDeleted) throw eventsAreDeleted();
  const deadline = grounds.deadlines.find((entry) => entry.ordinal === ordinal);
  if (!deadline) throw new Error(`The campaign has no deadline of ordinal ${ordinal}.`);
  const later = await client.query('select 1 from ledger where campaign_id = $1 and day >= (to_timestamp($2::bigint / 1000000.0) at time zone $3)::date limit 1', [campaign.id, deadline.at, campaign.zone]);
  if (later.rows.length === 0) return recordingAt(client, campaign, clock);
  const codes = [lateCode(ordinal), joinerCode(ordinal)];
  return rewalk(client, campaign, clock, { before: null, after: { ...grounds, deadlines: [deadline] }, keeps: (one) => codes.includes(one), tallied: false });
}

/** Judges every event anew after the campaign's texts, areas or natures changed, and records the difference. Returns when. The caller holds `lockCampaign` and read `before` ahead of the change. */
export async function rejudge(client: pg.ClientBase, campaign: Campaign, before: Grounds, clock: Clock): Promise<Date> {
  const after = await readGrounds(client, campaign.id);
  if (after.eventsDeleted) throw eventsAreDeleted();
  return rewalk(client, campaign, clock, { before, after, keeps: () => true, tallied: after.tallied });
}

/** To walk through everybody takes a while, so what it adds is dated at its end: what is recorded later commits later. */
async function rewalk(client: pg.ClientBase, campaign: Campaign, clock: Clock, change: { before: Grounds | null; after: Grounds; keeps: (code: number) => boolean; /** Deadlines change no tally. */ tallied: boolean }): Promise<Date> {
  const provisional = clock();
  const [added, tallied]: [string[], string[]] = [[], []];
  const words = await new Words(campaign.id).load(client);
  const after = new Facts(change.after, words);
  const before = change.before && new Facts(change.before, words);
  const tally = change.tallied && change.before ? { before: new TallyFacts(change.before, words), after: new TallyFacts(change.after, words) } : null;
  let sink: MoveSink | null = null;
  let tallies: TallySink | null = null;
  let gathered = 0;
  for await (const { entries } of eachTimeline(client, campaign.id)) {
    const calendar = await calendarOf(client, campaign.zone, ...span(entries));
    sink ??= new MoveSink(calendar);
    sink.calendar = calendar;
    sink.restate(entries, before, after, change.keeps);
    if (tally) {
      tallies ??= new TallySink(calendar);
      tallies.calendar = calendar;
      tallies.restate(entries, tally.before, tally.after);
    }
    gathered += 1;
    if (gathered % most !== 0) continue;
    added.push(...(await appendMoves(client, campaign.id, provisional, sink.take())));
    if (tallies) tallied.push(...(await appendTallies(client, campaign.id, provisional, tallies.take())));
    [sink, tallies] = [null, null];
  }
  if (sink) added.push(...(await appendMoves(client, campaign.id, provisional, sink.take())));
  if (tallies) tallied.push(...(await appendTallies(client, campaign.id, provisional, tallies.take())));
  const recordedAt = await recordingAt(client, campaign, clock);
  await dateMoves(client, added, recordedAt);
  await dateTallies(client, tallied, recordedAt);
  return recordedAt;
}

async function recordingAt(client: pg.ClientBase, campaign: Campaign, clock: Clock): Promise<Date> {
  await lockRecording(client, campaign.id);
  return clock();
}
