import type pg from 'pg';
import { eventsAreDeleted } from '@/domain/uptake/erasure';
import { Facts, type Grounds, joinerCode, lateCode } from '@/domain/uptake/engine/facts';
import { MoveSink } from '@/domain/uptake/engine/moves';
import { TallySink } from '@/domain/uptake/engine/tallies';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { appendMoves } from '@/domain/uptake/sql/ledger';
import { appendTallies } from '@/domain/uptake/sql/tallies';
import { eachTimeline, span } from '@/domain/uptake/sql/timelines';
import { Words } from '@/domain/uptake/sql/words';

type Campaign = { id: number; zone: string };
/** Subjects whose moves are gathered before they are written: a bound on memory. */
const most = 50_000;

/** Counts late acceptances, and those of joiners in their own time, against a deadline entry that was just added. Nothing is read where no event has happened since it passed. The caller holds `lockCampaign`. */
export async function countLate(client: pg.ClientBase, campaign: Campaign, ordinal: number, recordedAt: Date): Promise<void> {
  const grounds = await readGrounds(client, campaign.id);
  if (grounds.eventsDeleted) throw eventsAreDeleted();
  const deadline = grounds.deadlines.find((entry) => entry.ordinal === ordinal);
  if (!deadline) return;
  const later = await client.query('select 1 from ledger where campaign_id = $1 and day >= (to_timestamp($2::bigint / 1000000.0) at time zone $3)::date limit 1', [campaign.id, deadline.at, campaign.zone]);
  if (later.rows.length === 0) return;
  const codes = [lateCode(ordinal), joinerCode(ordinal)];
  await rewalk(client, campaign, recordedAt, { before: null, after: { ...grounds, deadlines: [deadline] }, keeps: (one) => codes.includes(one), tallied: false });
}

/** Judges every event anew after the campaign's texts, areas or natures changed, and records the difference. The caller holds `lockCampaign` and read `before` ahead of the change. */
export async function rejudge(client: pg.ClientBase, campaign: Campaign, before: Grounds, recordedAt: Date): Promise<void> {
  const after = await readGrounds(client, campaign.id);
  if (after.eventsDeleted) throw eventsAreDeleted();
  await rewalk(client, campaign, recordedAt, { before, after, keeps: () => true, tallied: after.tallied });
}

async function rewalk(client: pg.ClientBase, campaign: Campaign, recordedAt: Date, change: { before: Grounds | null; after: Grounds; keeps: (code: number) => boolean; /** Deadlines change no tally. */ tallied: boolean }): Promise<void> {
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
    await appendMoves(client, campaign.id, recordedAt, sink.take());
    if (tallies) await appendTallies(client, campaign.id, recordedAt, tallies.take());
    [sink, tallies] = [null, null];
  }
  if (sink) await appendMoves(client, campaign.id, recordedAt, sink.take());
  if (tallies) await appendTallies(client, campaign.id, recordedAt, tallies.take());
}
