import { createHash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Clock } from '@/domain/clock';
import type { EventColumns } from '@/domain/uptake/columns';
import { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';
import { type Entry, leadLength, packId, readEntries, writeEntry } from '@/domain/uptake/engine/entries';
import { Facts } from '@/domain/uptake/engine/facts';
import { arrive } from '@/domain/uptake/engine/merge';
import { MoveSink } from '@/domain/uptake/engine/moves';
import { compareSubjects, orderBySubject } from '@/domain/uptake/engine/order';
import { SegmentWriter } from '@/domain/uptake/engine/segment';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { appendMoves } from '@/domain/uptake/sql/ledger';
import { lockCampaign, lockRecording, shareCampaign } from '@/domain/uptake/sql/locks';
import { TimelineCopy, WireArray } from '@/domain/uptake/sql/wire';
import type { Words } from '@/domain/uptake/sql/words';

/** A chunk whose words have their numbers: `cells[columns.cell[i]]` and `acts[columns.act[i]]`. */
export type NumberedChunk = { columns: EventColumns; cells: Float64Array; acts: Int32Array; words: Words };
export type ChunkResult = { stored: number; duplicates: number; /** Lines whose id was taken by other content. */ conflicts: number[]; recordedAt: Date };
type Group = { start: number; end: number; known: Entry[] };

/**
 * Stores one chunk in the caller's transaction: timelines gain what is new, the ledger gains (timelines after) − (timelines
 * before), the segment keeps what arrived. Subjects are taken in one order. Throws a unique violation when another writer brought
 * one of its new subjects meanwhile: the caller tries again, `alone` at last.
 */
export async function ingestChunk(client: pg.ClientBase, campaign: { id: number; zone: string }, batch: { id: string; clock: Clock; alone: boolean }, chunk: NumberedChunk): Promise<ChunkResult> {
  const { columns, words } = chunk;
  await (batch.alone ? lockCampaign : shareCampaign)(client, campaign.id);
  const segment = await openSegment(client);
  const order = orderBySubject(columns.subject, columns.size);
  const groups = groupsOf(columns, order);
  await readKnown(client, campaign.id, columns, order, groups);
  if (groups.some(({ known }) => known.some(({ cell, act }) => !words.knows(cell, act)))) await words.load(client, true);
  const [from, to] = spanOf(columns, groups);
  const [grounds, calendar] = [await readGrounds(client, campaign.id), await calendarOf(client, campaign.zone, from, to)];
  const facts = new Facts(grounds, words);
  const sink = new MoveSink(calendar);
  const fresh = new TimelineCopy(campaign.id, columns.size * 64);
  const changed = { subjects: new WireArray('uuid'), entries: new WireArray('bytea') };
  const bytes = new ByteWriter(1024);
  const arrived: Entry[] = Array.from({ length: columns.size });
  const conflicts = new Set<number>();
  let stored = 0;
  for (const { start, end, known } of groups) {
    const timeline = known.slice();
    for (let i = start; i < end; i += 1) {
      const row = order[i] ?? 0;
      const entry = (arrived[row] = entryOf(chunk, row, segment));
      const arrival = arrive(timeline, entry);
      if (arrival === 'stored') stored += 1;
      else if (arrival === 'conflict') conflicts.add(row);
    }
    if (timeline.length === known.length) continue;
    const at = (order[start] ?? 0) * leadLength * 2;
    bytes.length = 0;
    bytes.bytes(columns.subject, at + leadLength, at + leadLength * 2);
    for (const entry of timeline) writeEntry(bytes, entry);
    if (known.length === 0) fresh.add(columns.subject, at, bytes.view());
    else {
      changed.subjects.add(columns.subject, at, at + leadLength);
      changed.entries.add(bytes.view());
    }
    sink.change(known, timeline, facts);
  }
  await writeTimelines(client, campaign.id, fresh, changed);
  const payload = segmentOf(columns, arrived, conflicts);
  await lockRecording(client, campaign.id);
  const recordedAt = batch.clock();
  await appendMoves(client, campaign.id, recordedAt, sink.take());
  await client.query('insert into segments (id, campaign_id, batch_id, recorded_at, events, digest, payload) values ($1, $2, $3, $4, $5, $6, $7)', [
    segment, campaign.id, batch.id, recordedAt, columns.size - conflicts.size, createHash('sha256').update(payload).digest(), payload,
  ]);
  return { stored, duplicates: columns.size - stored - conflicts.size, conflicts: [...conflicts].map((row) => columns.line[row] ?? 0).sort((a, b) => a - b), recordedAt };
}

/** A number for the segment; and no plan that would read every timeline to find a chunk's. */
async function openSegment(client: pg.ClientBase): Promise<number> {
  const opened = await client.query<{ id: string }>(
    `select nextval('segment_ids') as id, set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true)`,
  );
  return Number(opened.rows[0]?.id);
}

function groupsOf({ subject }: EventColumns, order: Int32Array): Group[] {
  const groups: Group[] = [];
  for (let start = 0, end = 1; start < order.length; start = end, end += 1) {
    while (end < order.length && compareSubjects(subject, order[start] ?? 0, order[end] ?? 0) === 0) end += 1;
    groups.push({ start, end, known: [] });
  }
  return groups;
}

async function readKnown(client: pg.ClientBase, campaignId: number, { subject }: EventColumns, order: Int32Array, groups: Group[]): Promise<void> {
  const keys = new WireArray('uuid', 20 + groups.length * 20);
  const startOf = ({ start }: Group) => (order[start] ?? 0) * leadLength * 2;
  for (const group of groups) keys.add(subject, startOf(group), startOf(group) + leadLength);
  const found = await client.query<[string, Buffer]>({
    text: `select k.i, t.entries from unnest($1::uuid[]) with ordinality k(subject, i) join timelines t on t.campaign_id = $2 and t.subject = k.subject for update of t`,
    values: [keys.parameter(), campaignId],
    rowMode: 'array',
  });
  for (const [i, entries] of found.rows) {
    const group = groups[Number(i) - 1];
    if (!group) continue;
    const at = startOf(group) + leadLength;
    if (Buffer.compare(entries.subarray(0, leadLength), subject.subarray(at, at + leadLength)) !== 0) throw new Error('Two subjects share the first half of their pseudonym.');
    group.known = readEntries(new ByteReader(entries));
  }
}

function spanOf({ at, size }: EventColumns, groups: Group[]): [number, number] {
  let [from, to] = [Infinity, -Infinity];
  const see = (instant: number) => {
    if (instant < from) from = instant;
    if (instant > to) to = instant;
  };
  for (let i = 0; i < size; i += 1) see(at[i] ?? 0);
  for (const { known } of groups) for (const entry of known) see(entry.at);
  return [from, to];
}

const entryOf = ({ columns, cells, acts }: NumberedChunk, row: number, segment: number): Entry => ({
  at: columns.at[row] ?? 0,
  ...packId(columns.ids, columns.idStart[row] ?? 0, columns.idLength[row] ?? 0),
  cell: cells[columns.cell[row] ?? 0] ?? 0,
  act: acts[columns.act[row] ?? 0] ?? 0,
  segment,
});

async function writeTimelines(client: pg.ClientBase, campaignId: number, fresh: TimelineCopy, changed: { subjects: WireArray; entries: WireArray }): Promise<void> {
  if (fresh.count > 0) {
    const copy = client.query(copyFrom('copy timelines (campaign_id, subject, entries) from stdin (format binary)'));
    copy.end(fresh.body());
    await finished(copy);
  }
  if (changed.subjects.count > 0) {
    await client.query('update timelines t set entries = k.entries from unnest($1::uuid[], $2::bytea[]) k(subject, entries) where t.campaign_id = $3 and t.subject = k.subject', [
      changed.subjects.parameter(), changed.entries.parameter(), campaignId,
    ]);
  }
}

function segmentOf(columns: EventColumns, arrived: Entry[], conflicts: Set<number>): Buffer {
  const segment = new SegmentWriter(columns.size);
  arrived.forEach((entry, row) => {
    if (conflicts.has(row)) return;
    segment.add(entry, columns.subject, row * leadLength * 2, columns.line[row] ?? 0);
  });
  return segment.take();
}
