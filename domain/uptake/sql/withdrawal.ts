import type pg from 'pg';
import type { Clock } from '@/domain/clock';
import type { Entry } from '@/domain/uptake/engine/entries';
import { Facts } from '@/domain/uptake/engine/facts';
import { Holders } from '@/domain/uptake/engine/holders';
import { MoveSink } from '@/domain/uptake/engine/moves';
import { readSegment } from '@/domain/uptake/engine/segment';
import { TallySink } from '@/domain/uptake/engine/tallies';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { eventsAreDeleted } from '@/domain/uptake/erasure';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { appendMoves, dateMoves } from '@/domain/uptake/sql/ledger';
import { type Asker, lockRecording } from '@/domain/uptake/sql/locks';
import { appendTallies, dateTallies } from '@/domain/uptake/sql/tallies';
import { type Timeline, lockTimelines, readTimelines, rewriteTimelines, span } from '@/domain/uptake/sql/timelines';
import { Words } from '@/domain/uptake/sql/words';

/** Events looked for in the other segments at once, and subjects rewritten at once: bounds on memory. */
const mostEvents = 200_000;
const mostSubjects = 5_000;

type Reading = (client: pg.ClientBase, campaignId: number, keys: string[]) => Promise<Timeline[]>;
type Segments = { id: number; events: number }[];
type Change = { timeline: Timeline; after: Entry[]; left: number; kept: number };
export type Withdrawal = { left: number; kept: number; recordedAt: Date };

/**
 * Takes a batch's events back, in the caller's transaction, which holds `lockCampaign`. An event stands while one batch that holds
 * it is not withdrawn: an entry of the batch that another such batch holds too is from then on named by that batch's earliest
 * segment, and changes no count; any other leaves its timeline, and ledger and tallies gain (timelines after) − (timelines before), dated
 * now, so that what was known before stays as it was. An event refused as `id_conflict` against one that leaves does not come
 * back: it was never stored. Its sender may send it again.
 */
export async function withdrawEvents(client: pg.ClientBase, campaign: { id: number; zone: string }, batchId: string, clock: Clock): Promise<Withdrawal> {
  const grounds = await readGrounds(client, campaign.id);
  if (grounds.eventsDeleted) throw eventsAreDeleted();
  const words = await new Words(campaign.id).load(client);
  const [facts, tallyFacts] = [new Facts(grounds, words), new TallyFacts(grounds, words)];
  const sums = { left: 0, kept: 0 };
  const [added, tallied]: [string[], string[]] = [[], []];
  const provisional = clock();
  for await (const changes of changesBySlice(client, campaign.id, batchId, lockTimelines)) {
    const calendar = await calendarOf(client, campaign.zone, ...span(changes.flatMap(({ timeline }) => timeline.entries)));
    const [sink, tallies] = [new MoveSink(calendar), grounds.tallied ? new TallySink(calendar) : null];
    for (const { timeline, after, left, kept } of changes) {
      if (left > 0) sink.change(timeline.entries, after, facts);
      if (left > 0) tallies?.change(timeline.entries, after, tallyFacts);
      sums.left += left;
      sums.kept += kept;
    }
    await rewriteTimelines(client, campaign.id, changes.map(({ timeline, after }) => ({ subject: timeline.subject, entries: after })));
    added.push(...(await appendMoves(client, campaign.id, provisional, sink.take())));
    if (tallies) tallied.push(...(await appendTallies(client, campaign.id, provisional, tallies.take())));
  }
  await lockRecording(client, campaign.id);
  const recordedAt = clock();
  await dateMoves(client, added, recordedAt);
  await dateTallies(client, tallied, recordedAt);
  return { ...sums, recordedAt };
}

/** How many events would leave, and how many would stay, if the batch were withdrawn now; null where telling takes more than reading `most` events. */
export async function foreseeWithdrawal(client: pg.ClientBase, campaignId: number, batchId: string, most: number): Promise<{ left: number; kept: number } | null> {
  const found = await client.query<{ events: string }>('select coalesce(sum(events), 0) as events from segments where campaign_id = $1', [campaignId]);
  if (Number(found.rows[0]?.events) > most) return null;
  const sums = { left: 0, kept: 0 };
  for await (const changes of changesBySlice(client, campaignId, batchId, readTimelines)) {
    for (const { left, kept } of changes) {
      sums.left += left;
      sums.kept += kept;
    }
  }
  return sums;
}

/** What the withdrawal does to each subject's timeline, some subjects at a time; what one slice changes is to be written before the next is asked for. */
async function* changesBySlice(client: pg.ClientBase, campaignId: number, batchId: string, read: Reading): AsyncGenerator<Change[]> {
  const own = await segmentsOf(client, 'batch_id = $2', campaignId, batchId);
  const others = await segmentsOf(client, `batch_id <> $2 and (select status from batches b where b.id = s.batch_id) <> 'withdrawn'`, campaignId, batchId);
  for (const group of grouped(own)) {
    const ids = new Set(group);
    const holders = new Holders();
    for (const id of group) for (const event of readSegment(await payloadOf(client, id))) holders.want(event);
    for (const { id } of others) for (const event of readSegment(await payloadOf(client, id))) holders.see(event, id);
    const subjects = holders.subjects();
    for (let start = 0; start < subjects.length; start += mostSubjects) {
      const timelines = await read(client, campaignId, subjects.slice(start, start + mostSubjects));
      const changes = timelines.map((timeline) => changeOf(timeline, ids, holders)).filter(({ left, kept }) => left + kept > 0);
      if (changes.length > 0) yield changes;
    }
  }
}

function changeOf(timeline: Timeline, ids: Set<number>, holders: Holders): Change {
  const change: Change = { timeline, after: [], left: 0, kept: 0 };
  for (const entry of timeline.entries) {
    const holder = ids.has(entry.segment) ? holders.of(timeline.subject, entry) : entry.segment;
    if (holder === null) change.left += 1;
    else change.after.push(holder === entry.segment ? entry : { ...entry, segment: holder });
    if (holder !== null && holder !== entry.segment) change.kept += 1;
  }
  return change;
}

async function segmentsOf(client: Asker, which: string, campaignId: number, batchId: string): Promise<Segments> {
  const found = await client.query<{ id: string; events: number }>(`select id, events from segments s where campaign_id = $1 and ${which} order by id`, [campaignId, batchId]);
  return found.rows.map(({ id, events }) => ({ id: Number(id), events }));
}

function* grouped(segments: Segments): Generator<number[]> {
  let group: number[] = [];
  let events = 0;
  for (const segment of segments) {
    group.push(segment.id);
    events += segment.events;
    if (events < mostEvents) continue;
    yield group;
    [group, events] = [[], 0];
  }
  if (group.length > 0) yield group;
}

async function payloadOf(client: Asker, id: number): Promise<Buffer> {
  const found = await client.query<{ payload: Buffer }>('select payload from segments where id = $1', [id]);
  const payload = found.rows[0]?.payload;
  if (!payload) throw new Error(`The segment ${id} is missing.`);
  return payload;
}
