import { createHash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Clock } from '@/domain/clock';
import { eventsAreDeleted } from '@/domain/uptake/erasure';
import type { EventColumns } from '@/domain/uptake/columns';
import { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';
import { EntryCursor } from '@/domain/uptake/engine/entry-cursor';
import { type Entry, IdStore, leadLength, readEntries, writeEntry } from '@/domain/uptake/engine/entries';
import { Facts } from '@/domain/uptake/engine/facts';
import { arrive } from '@/domain/uptake/engine/merge';
import { MoveSink } from '@/domain/uptake/engine/moves';
import { compareSubjects, orderBySubject } from '@/domain/uptake/engine/order';
import { SegmentWriter } from '@/domain/uptake/engine/segment';
import { TallySink } from '@/domain/uptake/engine/tallies';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { appendMoves } from '@/domain/uptake/sql/ledger';
import { lockCampaign, lockRecording, shareCampaign } from '@/domain/uptake/sql/locks';
import { appendTallies } from '@/domain/uptake/sql/tallies';
import { putTimelines } from '@/domain/uptake/sql/timelines';
import { type IsErased, readErased } from '@/domain/uptake/sql/tombstones';
import { TimelineCopy, WireArray } from '@/domain/uptake/sql/wire';
import type { Words } from '@/domain/uptake/sql/words';

/** A chunk whose words have their numbers: `cells[columns.cell[i]]` and `acts[columns.act[i]]`. */
export type NumberedChunk = { columns: EventColumns; cells: Float64Array; acts: Int32Array; words: Words };
export type ChunkResult = { stored: number; duplicates: number; /** Lines whose id was taken by other content. */ conflicts: number[]; /** Lines about people who were erased. */ erased: number[]; recordedAt: Date };

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
  const judged = { facts: new Facts(grounds, words), sink: new MoveSink(calendar), tallies: grounds.tallied ? { facts: new TallyFacts(grounds, words), sink: new TallySink(calendar) } : null };
  const made = mergeChunk(chunk, campaign.id, segment, subjects, known, isErased, judged);
  await writeTimelines(client, campaign.id, made.fresh, made.changed);
  const payload = made.segment.take();
  const tallies = judged.tallies?.sink.take();
  await lockRecording(client, campaign.id);
  const recordedAt = batch.clock();
  await appendMoves(client, campaign.id, recordedAt, judged.sink.take());
  if (tallies) await appendTallies(client, campaign.id, recordedAt, tallies);
  await client.query('insert into segments (id, campaign_id, batch_id, recorded_at, events, digest, payload) values ($1, $2, $3, $4, $5, $6, $7)', [
    segment, campaign.id, batch.id, recordedAt, made.segment.count, createHash('sha256').update(payload).digest(), payload,
  ]);
  return { stored: made.stored, duplicates: columns.size - made.stored - made.conflicts.length - made.erased.length, conflicts: made.conflicts.sort((a, b) => a - b), erased: made.erased.sort((a, b) => a - b), recordedAt };
}

/** The rows of a chunk by subject: subject i's are `order` from `starts[i]` up to `starts[i + 1]`. */
type Subjects = { order: Int32Array; starts: Int32Array; count: number };

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

type Judged = { facts: Facts; sink: MoveSink; /** Null while they are not kept. */ tallies: { facts: TallyFacts; sink: TallySink } | null };

/** Merges the chunk into the timelines, subject by subject, so that what is made of a row does not outlive it. */
function mergeChunk(chunk: NumberedChunk, campaignId: number, segment: number, { order, starts, count }: Subjects, known: ReadonlyMap<number, Uint8Array>, isErased: IsErased | null, { facts, sink, tallies }: Judged) {
  const { columns } = chunk;
  const fresh = new TimelineCopy(campaignId, columns.size * 90);
  const changed = { subjects: new WireArray('uuid'), entries: new WireArray('bytea') };
  const kept = new SegmentWriter(columns.size);
  const bytes = new ByteWriter(1024);
  const ids = new IdStore(idBytes(columns));
  const conflicts: number[] = [];
  const erased: number[] = [];
  let stored = 0;
  for (let i = 0; i < count; i += 1) {
    const held = known.get(i);
    const before = held === undefined ? [] : readEntries(new ByteReader(held));
    const timeline = before.slice();
    const end = starts[i + 1] ?? 0;
    const at = (order[starts[i] ?? 0] ?? 0) * leadLength * 2;
    // Whoever has a timeline was not erased.
    if (isErased && held === undefined && isErased(columns.subject, at)) {
      for (let place = starts[i] ?? 0; place < end; place += 1) erased.push(columns.line[order[place] ?? 0] ?? 0);
      continue;
    }
    for (let place = starts[i] ?? 0; place < end; place += 1) {
      const row = order[place] ?? 0;
      const entry = entryOf(chunk, ids, row, segment);
      const arrival = arrive(timeline, entry);
      if (arrival === 'stored') stored += 1;
      if (arrival === 'conflict') conflicts.push(columns.line[row] ?? 0);
      else kept.add(entry, columns.subject, at, columns.line[row] ?? 0);
    }
    if (timeline.length === before.length) continue;
    bytes.length = 0;
    bytes.bytes(columns.subject, at + leadLength, at + leadLength * 2);
    for (const entry of timeline) writeEntry(bytes, entry);
    if (held === undefined) fresh.add(columns.subject, at, bytes.view());
    else {
      changed.subjects.add(columns.subject, at, at + leadLength);
      changed.entries.add(bytes.view());
    }
    sink.change(before, timeline, facts);
    tallies?.sink.change(before, timeline, tallies.facts);
  }
  return { fresh, changed, segment: kept, conflicts, erased, stored };
}

/** A number for the segment; and no plan that would read every timeline to find a chunk's: what statistics say of a campaign that has just come is worth nothing, so the statements below leave the planner no choice. */
async function openSegment(client: pg.ClientBase): Promise<number> {
  const opened = await client.query<{ id: string }>(
    `select nextval('segment_ids') as id, set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true)`,
  );
  return Number(opened.rows[0]?.id);
}

/** The timelines that some of the subjects have already, by the subject's number, locked in their order: as bytes, since the entries of a whole chunk would weigh more than all else. */
async function readKnown(client: pg.ClientBase, campaignId: number, { subject }: EventColumns, { order, starts, count }: Subjects): Promise<Map<number, Uint8Array>> {
  const keys = new WireArray('uuid', 20 + count * 20);
  const placeOf = (i: number) => (order[starts[i] ?? 0] ?? 0) * leadLength * 2;
  for (let i = 0; i < count; i += 1) keys.add(subject, placeOf(i), placeOf(i) + leadLength);
  const found = await client.query<[string, Buffer]>({
    text: `select k.i, t.entries from unnest($1::uuid[]) with ordinality k(subject, i)
           cross join lateral (select entries from timelines where campaign_id = $2 and subject = k.subject for update) t`,
    values: [keys.parameter(), campaignId],
    rowMode: 'array',
  });
  return new Map(
    found.rows.map(([number, entries]) => {
      const i = Number(number) - 1;
      const at = placeOf(i) + leadLength;
      if (Buffer.compare(entries.subarray(0, leadLength), subject.subarray(at, at + leadLength)) !== 0) throw new Error('Two subjects share the first half of their pseudonym.');
      return [i, entries];
    }),
  );
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

/** Bytes that a chunk's ids take, written out. */
const idBytes = ({ size, idStart, idLength }: EventColumns) => (size === 0 ? 0 : (idStart[size - 1] ?? 0) + (idLength[size - 1] ?? 0));

function entryOf({ columns, cells, acts }: NumberedChunk, ids: IdStore, row: number, segment: number): Entry {
  const { id, isUuid } = ids.add(columns.ids, columns.idStart[row] ?? 0, columns.idLength[row] ?? 0);
  return { at: columns.at[row] ?? 0, id, isUuid, cell: cells[columns.cell[row] ?? 0] ?? 0, act: acts[columns.act[row] ?? 0] ?? 0, segment };
}

async function writeTimelines(client: pg.ClientBase, campaignId: number, fresh: TimelineCopy, changed: { subjects: WireArray; entries: WireArray }): Promise<void> {
  if (fresh.count > 0) {
    const copy = client.query(copyFrom('copy timelines (campaign_id, subject, entries) from stdin (format binary)'));
    copy.end(fresh.body());
    await finished(copy);
  }
  if (changed.subjects.count > 0) await client.query(putTimelines, [changed.subjects.parameter(), changed.entries.parameter(), campaignId]);
}
