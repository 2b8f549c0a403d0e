import type pg from 'pg';
import { type Act, type Cell } from '@/domain/uptake/columns';
import { idText } from '@/domain/uptake/engine/entries';
import { eachTimeline } from '@/domain/uptake/sql/timelines';
import { Words } from '@/domain/uptake/sql/words';

/** A standing event in words. `at` is in microseconds since 1970, UTC; `recordedAt` when the segment that brought it was committed. */
export type StoredEvent = Cell & Act & { subject: Buffer; id: string; at: number; segment: number; recordedAt: Date };

/** Every standing event of a campaign, subject by subject in the order of their pseudonyms, each subject's in order of (instant, id). */
export async function* storedEvents(client: pg.ClientBase, campaignId: number): AsyncGenerator<StoredEvent> {
  const words = await new Words(campaignId).load(client);
  const recorded = await readRecorded(client, campaignId);
  for await (const { subject, entries } of eachTimeline(client, campaignId)) {
    for (const entry of entries) {
      yield { subject, id: idText(entry), at: entry.at, ...words.cell(entry.cell), ...words.act(entry.act), segment: entry.segment, recordedAt: recorded.get(entry.segment) ?? new Date(0) };
    }
  }
}

async function readRecorded(client: pg.ClientBase, campaignId: number): Promise<Map<number, Date>> {
  const found = await client.query<{ id: string; recorded_at: Date }>('select id, recorded_at from segments where campaign_id = $1', [campaignId]);
  return new Map(found.rows.map((row) => [Number(row.id), row.recorded_at]));
}
