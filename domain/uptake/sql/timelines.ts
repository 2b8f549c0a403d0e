import type pg from 'pg';
import { ByteReader } from '@/domain/uptake/engine/bytes';
import { type Entry, leadLength, readEntries } from '@/domain/uptake/engine/entries';

export type Timeline = { key: string; /** The whole pseudonym, 32 bytes. */ subject: Buffer; entries: Entry[] };

const pageLength = 10_000;

export function readTimeline(key: string, bytes: Buffer): Timeline {
  return { key, subject: Buffer.concat([Buffer.from(key.replaceAll('-', ''), 'hex'), bytes.subarray(0, leadLength)]), entries: readEntries(new ByteReader(bytes)) };
}

/** Every timeline of a campaign in the order of their keys, a page at a time, all from the client's one snapshot if it holds one. */
export async function* eachTimeline(client: pg.ClientBase, campaignId: number): AsyncGenerator<Timeline> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await client.query<{ subject: string; entries: Buffer }>('select subject, entries from timelines where campaign_id = $1 and subject > $2 order by subject limit $3', [campaignId, after, pageLength]);
    for (const { subject, entries } of page.rows) yield readTimeline(subject, entries);
    const last = page.rows.at(-1);
    if (!last || page.rows.length < pageLength) return;
    after = last.subject;
  }
}

/** The timelines of these subjects (16-byte keys as UUIDs), locked in one order until the transaction ends. */
export async function lockTimelines(client: pg.ClientBase, campaignId: number, keys: string[]): Promise<Timeline[]> {
  const found = await client.query<{ subject: string; entries: Buffer }>('select subject, entries from timelines where campaign_id = $1 and subject = any($2::uuid[]) order by subject for update', [campaignId, keys]);
  return found.rows.map(({ subject, entries }) => readTimeline(subject, entries));
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
