import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Clock } from '@/domain/clock';
import { eventsAreDeleted } from '@/domain/uptake/erasure';
import type { EventColumns } from '@/domain/uptake/columns';
import { EntryCursor } from '@/domain/uptake/engine/entry-cursor';
import { leadLength } from '@/domain/uptake/engine/entries';
import { Facts } from '@/domain/uptake/engine/facts';
import { MoveSink } from '@/domain/uptake/engine/moves';
import { compareSubjects, orderBySubject } from '@/domain/uptake/engine/order';
import { TallySink } from '@/domain/uptake/engine/tallies';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { appendMoves } from '@/domain/uptake/sql/ledger';
import { lockCampaign, lockRecording, shareCampaign } from '@/domain/uptake/sql/locks';
import { appendTallies } from '@/domain/uptake/sql/tallies';
import { type Judged, type Merged, type NumberedChunk, type Subjects, mergeChunk } from '@/domain/uptake/sql/merge-chunk';
import { TimelineWriter } from '@/domain/uptake/sql/timeline-writer';
import { readErased } from '@/domain/uptake/sql/tombstones';
import { WireArray } from '@/domain/uptake/sql/wire';
import type { Words } from '@/domain/uptake/sql/words';

export type ChunkResult = Omit<Merged, 'segment'> & { duplicates: number; recordedAt: Date };

/**
 * Stores one chunk in the caller's transaction: timelines gain what is new, ledger and tallies gain (timelines after) − (timelines
 * before), the segment keeps what arrived. Subjects are taken in one order. Throws a unique violation when another writer brought
 * one of its new subjects meanwhile: the caller tries again, `alone` at last.
 */
export async function ingestChunk(client: pg.ClientBase, campaign: { id: number; zone: string }, batch: { id: string; clock: Clock; alone: boolean }, chunk: NumberedChunk): Promise<ChunkResult> {
  const { columns, words } = chunk;
  await (batch.alone ? lockCampaign : shareCampaign)(client, campaign.id);
  const segment = await openSegment(client);
  const subjects = subjectsOf(columns);
  const known = await readKnown(client, campaign.id, columns, subjects);
  const { from, to, areRead } = survey(columns, known, words);
  if (!areRead) await words.load(client, true);
  const [grounds, calendar] = [await readGrounds(client, campaign.id), await calendarOf(client, campaign.zone, from, to)];
  if (grounds.eventsDeleted) throw eventsAreDeleted();
  const isErased = grounds.hasErased ? await readErased(client, campaign.id) : null;
  const judged: Judged = { facts: new Facts(grounds, words), sink: new MoveSink(calendar), tallies: grounds.tallied ? { facts: new TallyFacts(grounds, words), sink: new TallySink(calendar) } : null };
  const made = await writing(client, campaign.id, (writer) => mergeChunk(chunk, segment, subjects, known, isErased, judged, writer));
  const packing = made.segment.take();
  const [moves, tallies] = [judged.sink.take(), judged.tallies?.sink.take()];
  const payload = await packing;
  await lockRecording(client, campaign.id);
  const recordedAt = batch.clock();
  await appendMoves(client, campaign.id, recordedAt, moves);
  if (tallies) await appendTallies(client, campaign.id, recordedAt, tallies);
  await client.query('insert into segments (id, campaign_id, batch_id, recorded_at, events, digest, payload) values ($1, $2, $3, $4, $5, $6, $7)', [
    segment, campaign.id, batch.id, recordedAt, made.segment.count, createHash('sha256').update(payload).digest(), payload,
  ]);
  return { stored: made.stored, duplicates: columns.size - made.stored - made.conflicts.length - made.erased.length - made.unnamed.length, conflicts: made.conflicts, erased: made.erased, unnamed: made.unnamed, recordedAt };
}

function subjectsOf({ subject, size }: EventColumns): Subjects {
  const order = orderBySubject(subject, size);
  const starts = new Int32Array(size + 1);
  let count = 0;
  for (let i = 0; i < size; i += 1) {
    if (i === 0 || compareSubjects(subject, order[i - 1] ?? 0, order[i] ?? 0) !== 0) starts[count++] = i;
  }
  starts[count] = size;
  return { order, starts, count };
}

/** A number for the segment; and no plan that would read every timeline to find a chunk's: what statistics say of a campaign that has just come is worth nothing, and to weigh the keys of a chunk takes the planner 30 ms. So the statements below leave it no choice. */
async function openSegment(client: pg.ClientBase): Promise<number> {
  const opened = await client.query<{ id: string }>(
    `select nextval('segment_ids') as id, set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_hashjoin', 'off', true),
     set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`,
  );
  return Number(opened.rows[0]?.id);
}

/** The timelines that some of the subjects have already, by the subject's number, locked in their order: as bytes, since the entries of a whole chunk would weigh more than all else. */
async function readKnown(client: pg.ClientBase, campaignId: number, { subject }: EventColumns, { order, starts, count }: Subjects): Promise<Map<number, Uint8Array>> {
  const keys = new WireArray('uuid', 20 + count * 20);
  const placeOf = (i: number) => (order[starts[i] ?? 0] ?? 0) * leadLength * 2;
  for (let i = 0; i < count; i += 1) keys.add(subject, placeOf(i), placeOf(i) + leadLength);
  const found = await client.query<[Buffer]>({ text: lockThese, values: [campaignId, keys.parameter()], rowMode: 'array' });
  const known = new Map<number, Uint8Array>();
  let i = 0;
  // Keys and rows are in the same order; the second half of the pseudonym tells whose a row is.
  for (const [entries] of found.rows) {
    while (i < count && !isHalf(subject, placeOf(i) + leadLength, entries)) i += 1;
    if (i === count) throw new Error('Two subjects share the first half of their pseudonym.');
    known.set(i, entries);
    i += 1;
  }
  return known;
}

/** Of keys in an array the server makes one pass through its index, and no row for a key that is not there. */
const lockThese = 'select entries from timelines where campaign_id = $1 and subject = any($2::uuid[]) order by subject for update';

function isHalf(subject: Uint8Array, at: number, entries: Uint8Array): boolean {
  for (let i = 0; i < leadLength; i += 1) if (subject[at + i] !== entries[i]) return false;
  return true;
}

/** The earliest and latest instant that a chunk and the timelines it meets hold, and whether all words of those timelines were read. */
function survey({ at, size }: EventColumns, known: ReadonlyMap<number, Uint8Array>, words: Words): { from: number; to: number; areRead: boolean } {
  let [from, to, areRead] = [Infinity, -Infinity, true];
  for (let i = 0; i < size; i += 1) {
    from = Math.min(from, at[i] ?? 0);
    to = Math.max(to, at[i] ?? 0);
  }
  for (const entries of known.values()) {
    for (const entry = new EntryCursor(entries); entry.next(); ) {
      from = Math.min(from, entry.at);
      to = Math.max(to, entry.at);
      areRead &&= words.knows(entry.cell, entry.act);
    }
  }
  return { from, to, areRead };
}

async function writing<Result>(client: pg.ClientBase, campaignId: number, work: (writer: TimelineWriter) => Promise<Result>): Promise<Result> {
  const writer = new TimelineWriter(client, campaignId);
  try {
    const result = await work(writer);
    await writer.end();
    return result;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
