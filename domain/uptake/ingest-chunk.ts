import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Clock } from '@/domain/clock';
import { type UptakeEvent, contentDigest } from '@/domain/uptake/event';
import { applyDeltas, judgement, lockCampaign, sideColumns } from '@/domain/uptake/rollup';

export type ChunkRow = { line: number; subject: Buffer; event: UptakeEvent };
export type ChunkResult = { stored: number; duplicates: number; conflicts: number[]; recordedAt: Date };

/**
 * Stores one chunk of parsed events in the caller's transaction and brings the rollups along: COPY into staging, insert what is
 * new, add (timelines after) − (timelines before). Returns what was stored, what was there already, and the lines whose id was
 * taken by other content, and the instant under which the chunk is recorded.
 */
export async function ingestChunk(
  client: pg.ClientBase,
  campaign: { id: number; zone: string },
  batch: { id: string; chunk: string; clock: Clock },
  rows: ChunkRow[],
): Promise<ChunkResult> {
  if (rows.length === 0) return { stored: 0, duplicates: 0, conflicts: [], recordedAt: batch.clock() };
  await lockCampaign(client, campaign.id);
  const recordedAt = batch.clock(); // Read under the lock: chunks are recorded in the order in which they commit.
  await client.query(`select set_config('work_mem', '128MB', true)`);
  await copyRows(client, batch.chunk, rows);
  await client.query('analyze staging');
  const inserted = await client.query(
    `insert into events (campaign_id, subject, id, type, occurred_at, notice, region, platform, channel, app_version, locale, variant, actor, purposes,
       content_digest, batch_id, line, recorded_at, counts, proven)
     select o.*, j.counts, j.proven from (
       select distinct on (subject, id) $1::int as campaign_id, subject, id, type, occurred_at, notice, region, platform, channel, app_version, locale, variant, actor,
         purposes, content_digest, $3::text, line, $4::timestamptz from staging where chunk = $2 order by subject, id, line
     ) o cross join lateral (${judgement('o')}) j order by o.subject, o.id
     on conflict (campaign_id, subject, id) do nothing`,
    [campaign.id, batch.chunk, batch.id, recordedAt],
  );
  const conflicts = await client.query<{ line: string }>(
    `select s.line from staging s join events e on e.campaign_id = $1 and e.subject = s.subject and e.id = s.id
     where s.chunk = $2 and e.content_digest <> s.content_digest order by s.line`,
    [campaign.id, batch.chunk],
  );
  const stored = inserted.rowCount ?? 0;
  const [first, last] = [rows[0]?.line ?? 0, rows.at(-1)?.line ?? 0];
  if (stored > 0) await applyDeltas(client, chunkSides, [campaign.id, campaign.zone, batch.chunk, batch.id, first, last]);
  // Readers plan by statistics; without these a campaign that has just arrived looks empty to them.
  if (stored >= 5_000) await client.query('analyze events');
  await client.query('delete from staging where chunk = $1', [batch.chunk]);
  return { stored, duplicates: rows.length - stored - conflicts.rows.length, conflicts: conflicts.rows.map((row) => Number(row.line)), recordedAt };
}

/** Every subject of the chunk: with all its events now, and, negative, with those it had before this chunk. */
const chunkSides = `
  select f.sign, ${sideColumns}
  from (select distinct subject from staging where chunk = $3) t
  join events e on e.campaign_id = $1 and e.subject = t.subject and e.counts
  cross join lateral (select 1 as sign union all select -1 where not (e.batch_id = $4 and e.line between $5 and $6)) f`;

async function copyRows(client: pg.ClientBase, chunk: string, rows: ChunkRow[]): Promise<void> {
  const target = client.query(
    copyFrom(`copy staging (chunk, line, subject, id, type, occurred_at, notice, region, platform, channel, app_version, locale, variant, actor, purposes, content_digest) from stdin`),
  );
  await pipeline(copyText(chunk, rows), target);
}

function* copyText(chunk: string, rows: ChunkRow[]): Generator<string> {
  for (const { line, subject, event } of rows) {
    const cells = [
      chunk, String(line), `\\x${subject.toString('hex')}`, event.id, event.type, event.occurredAt, event.notice, event.region, event.platform,
      event.channel, event.appVersion, event.locale, event.variant, event.actor, event.purposes === null ? null : JSON.stringify(event.purposes),
      `\\x${contentDigest(event).toString('hex')}`,
    ];
    yield `${cells.map((cell) => (cell === null ? '\\N' : cell.replace(/[\\\t\n\r]/g, (c) => `\\${{ '\t': 't', '\n': 'n', '\r': 'r' }[c] ?? c}`))).join('\t')}\n`;
  }
}
