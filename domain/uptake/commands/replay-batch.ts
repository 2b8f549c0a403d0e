import { eq } from 'drizzle-orm';
import type pg from 'pg';
import type { Actor } from '@/domain/access/permissions';
import { type Clock, systemClock } from '@/domain/clock';
import { command } from '@/domain/command';
import { conflict, missing } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import type { EventColumns } from '@/domain/uptake/columns';
import { storeChunk } from '@/domain/uptake/commands/import-events';
import { idText, leadLength, uuidOf } from '@/domain/uptake/engine/entries';
import { type SegmentEvent, readSegment } from '@/domain/uptake/engine/segment';
import { eventsAreDeleted } from '@/domain/uptake/erasure';
import { ReplayBatch } from '@/domain/uptake/schemas';
import { closeBatch, openBatch, whileOpen } from '@/domain/uptake/sql/batches';
import { wordsOf } from '@/domain/uptake/sql/words';
import { connection } from '@/db/client';
import { batches, campaigns } from '@/db/schema';

export type Replay = { batch: string; received: number; stored: number; duplicates: number; rejected: number };

const noteReplay = command({
  action: 'batch.replay',
  permission: 'batches:write',
  input: ReplayBatch,
  async run({ tx, input }) {
    const [found] = await tx.select({ batch: batches, campaign: campaigns }).from(batches).innerJoin(campaigns, eq(campaigns.id, batches.campaignId)).where(eq(batches.id, input.batch));
    if (!found) throw missing(`The batch ${input.batch}`);
    const { batch, campaign } = found;
    if (batch.status !== 'withdrawn') throw conflict(`Batch ${batch.number} is not withdrawn: its events stand.`, 'batch_not_withdrawn');
    if (campaign.eventsDeletedAt) throw eventsAreDeleted();
    return { result: { ...batch, campaign: { id: campaign.id, zone: campaign.zone } }, object: { type: 'batch', id: batch.id }, after: { number: batch.number, campaign: campaign.key, reason: withheld(input.reason) } };
  },
});

/**
 * Takes what a withdrawn batch had brought again, as a new batch, from its segments: for a withdrawal that was a mistake. Each event goes the way of every import,
 * so that one whose id other content took meanwhile is rejected, and who was erased stays so. Chunks commit one by one; cut off, it can be done again. Throws
 * `missing`, and `conflict` for a batch that is not withdrawn.
 */
export async function replayBatch(actor: Actor, input: unknown, clock: Clock = systemClock): Promise<Replay> {
  const { id, number, format, bodySha256, campaign } = await noteReplay(actor, input, clock);
  const { pool } = await connection();
  const batch = await openBatch(pool, campaign.id, { source: `replay of batch ${number}`, format }, null, clock());
  if (batch === null) throw conflict('The replay could not be opened. Try again.');
  const told: Replay = { batch, received: 0, stored: 0, duplicates: 0, rejected: 0 };
  await whileOpen(actor, batch, clock, () => replaySegments(pool, campaign, { of: id, batch, clock }, told));
  await closeBatch(actor, batch, bodySha256 === null ? 'interrupted' : 'closed', bodySha256, clock());
  return told;
}

async function replaySegments(pool: pg.Pool, campaign: { id: number; zone: string }, { of, batch, clock }: { of: string; batch: string; clock: Clock }, told: Replay): Promise<void> {
  const words = await wordsOf(pool, campaign.id).load(pool);
  const segments = await pool.query<{ id: string }>('select id from segments where batch_id = $1 order by id', [of]);
  for (const segment of segments.rows) {
    const payload = (await pool.query<{ payload: Buffer }>('select payload from segments where id = $1', [segment.id])).rows[0]?.payload;
    const columns = await columnsOf(pool, campaign.id, payload ? [...readSegment(payload)] : []);
    if (columns.size === 0) continue;
    const result = await storeChunk(campaign, { id: batch, clock }, { columns, words, cells: columns.cells, acts: columns.acts }, []);
    told.received += columns.size;
    told.stored += result.stored;
    told.duplicates += result.duplicates;
    told.rejected += result.refused.length;
  }
}

/** A segment's events as a chunk has them; each row's cell and act have their numbers already. */
async function columnsOf(pool: pg.Pool, campaignId: number, events: SegmentEvent[]): Promise<EventColumns & { cells: Float64Array; acts: Int32Array }> {
  const rests = await restsOf(pool, campaignId, events);
  const ids = events.map((event) => Buffer.from(idText(event), 'utf8'));
  const starts = new Int32Array(events.length);
  ids.forEach((id, i) => (starts[i + 1] = (starts[i] ?? 0) + id.length));
  return {
    size: events.length,
    line: Float64Array.from(events, ({ line }) => line),
    subject: Buffer.concat(events.flatMap(({ subject }) => [subject, rests.get(uuidOf(subject)) ?? Buffer.alloc(leadLength)])),
    at: Float64Array.from(events, ({ at }) => at),
    cell: Int32Array.from(events, (_, i) => i),
    act: Int32Array.from(events, (_, i) => i),
    idStart: starts,
    idLength: Uint16Array.from(ids, ({ length }) => length),
    ids: Buffer.concat(ids),
    dictionary: { generation: 0, cells: [], acts: [] },
    cells: Float64Array.from(events, ({ cell }) => cell),
    acts: Int32Array.from(events, ({ act }) => act),
  };
}

/** The second halves of the pseudonyms, which segments leave out and timelines keep. */
async function restsOf(pool: pg.Pool, campaignId: number, events: SegmentEvent[]): Promise<Map<string, Buffer>> {
  const keys = [...new Set(events.map(({ subject }) => uuidOf(subject)))];
  const found = await pool.query<{ subject: string; rest: Buffer }>(`select subject, substring(entries from 1 for ${leadLength}) as rest from timelines where campaign_id = $1 and subject = any($2::uuid[])`, [campaignId, keys]);
  if (found.rows.length < keys.length) throw conflict('This batch was withdrawn by an earlier release, which did not keep whom its events are about. Send its events again instead.', 'not_replayable');
  return new Map(found.rows.map(({ subject, rest }) => [subject, rest]));
}
