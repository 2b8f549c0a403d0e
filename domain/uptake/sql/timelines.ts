import type pg from 'pg';
import { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';
import { type Entry, leadLength, readEntries, writeEntry } from '@/domain/uptake/engine/entries';
import { WireArray } from '@/domain/uptake/sql/wire';

export type Timeline = { key: string; /** The whole pseudonym, 32 bytes. */ subject: Buffer; entries: Entry[] };

const pageLength = 2_000;

/** The whole pseudonym, 32 bytes. */
export const subjectOf = ({ subject, entries }: TimelineRow): Buffer => Buffer.concat([Buffer.from(subject.replaceAll('-', ''), 'hex'), entries.subarray(0, leadLength)]);

export function readTimeline(key: string, bytes: Buffer): Timeline {
  return { key, subject: subjectOf({ subject: key, entries: bytes }), entries: readEntries(new ByteReader(bytes)) };
}

/** Every timeline of a campaign that holds events, in the order of their keys, a page at a time, all from the client's one snapshot if it holds one. */
export async function* eachTimeline(client: pg.ClientBase, campaignId: number): AsyncGenerator<Timeline> {
  for await (const page of timelinePages(client, campaignId)) for (const { subject, entries } of page) yield readTimeline(subject, entries);
}

/** A timeline as it is kept: the first half of the pseudonym as a UUID, then the second half with the entries. */
export type TimelineRow = { subject: string; entries: Buffer };

/** The same as rows, unread: for passes over millions of events (`EntryCursor`). */
export async function* timelinePages(client: pg.ClientBase, campaignId: number): AsyncGenerator<TimelineRow[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await client.query<TimelineRow>('select subject, entries from timelines where campaign_id = $1 and subject > $2 order by subject limit $3', [campaignId, after, pageLength]);
    yield page.rows.filter(({ entries }) => entries.length > leadLength);
    const last = page.rows.at(-1);
    if (!last || page.rows.length < pageLength) return;
    after = last.subject;
  }
}

/** The pseudonym of everybody a campaign ever had an event of, also of those whose batches were all withdrawn, in the order of their keys. */
export async function* eachSubject(client: pg.ClientBase, campaignId: number): AsyncGenerator<Buffer> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await client.query<TimelineRow>(`select subject, substring(entries from 1 for ${leadLength}) as entries from timelines where campaign_id = $1 and subject > $2 order by subject limit $3`, [campaignId, after, pageLength]);
    for (const row of page.rows) yield subjectOf(row);
    const last = page.rows.at(-1);
    if (!last || page.rows.length < pageLength) return;
    after = last.subject;
  }
}

const theseTimelines = 'select subject, entries from timelines where campaign_id = $1 and subject = any($2::uuid[]) order by subject';

/** The timelines of these subjects (16-byte keys as UUIDs), in order. */
export async function readTimelines(client: pg.ClientBase, campaignId: number, keys: string[]): Promise<Timeline[]> {
  const found = await client.query<{ subject: string; entries: Buffer }>(theseTimelines, [campaignId, keys]);
  return found.rows.map(({ subject, entries }) => readTimeline(subject, entries));
}

/** The timelines of these subjects (16-byte keys as UUIDs), locked in one order until the transaction ends. */
export async function lockTimelines(client: pg.ClientBase, campaignId: number, keys: string[]): Promise<Timeline[]> {
  const found = await client.query<{ subject: string; entries: Buffer }>(`${theseTimelines} for update`, [campaignId, keys]);
  return found.rows.map(({ subject, entries }) => readTimeline(subject, entries));
}

/** Writes timelines by key ($1, $2, campaign $3): an upsert, since it finds each by the index whatever statistics say. */
export const putTimelines = `insert into timelines (campaign_id, subject, entries) select $3, k.* from unnest($1::uuid[], $2::bytea[]) k(subject, entries)
  on conflict (campaign_id, subject) do update set entries = excluded.entries`;

/** Puts other entries in place of those these subjects had. A timeline without any keeps its pseudonym alone, so that a withdrawn batch can be replayed. */
export async function rewriteTimelines(client: pg.ClientBase, campaignId: number, changed: { subject: Buffer; entries: Entry[] }[]): Promise<void> {
  const kept = { subjects: new WireArray('uuid'), entries: new WireArray('bytea') };
  const bytes = new ByteWriter(1024);
  for (const { subject, entries } of changed) {
    bytes.length = 0;
    bytes.bytes(subject, leadLength, leadLength * 2);
    for (const entry of entries) writeEntry(bytes, entry);
    kept.subjects.add(subject, 0, leadLength);
    kept.entries.add(bytes.view());
  }
  if (kept.subjects.count === 0) return;
  await client.query(putTimelines, [kept.subjects.parameter(), kept.entries.parameter(), campaignId]);
}

/** The earliest and latest instant of a list of entries, in microseconds. */
export function span(entries: Iterable<Entry>): [number, number] {
  let [from, to] = [Infinity, -Infinity];
  for (const { at } of entries) {
    if (at < from) from = at;
    if (at > to) to = at;
  }
  return [from, to];
}
