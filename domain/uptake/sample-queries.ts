import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type Actor, permit } from '@/domain/access/permissions';
import { type Campaign, checkSums } from '@/domain/uptake/check-queries';
import { type Entry, idText, uuidOf } from '@/domain/uptake/engine/entries';
import { eventsBetween } from '@/domain/uptake/engine/segment';
import { type Timeline, readTimeline } from '@/domain/uptake/sql/timelines';
import { connection, snapshot } from '@/db/client';

/** `start` is where the sample begins among the subjects' keys: 16 bytes as a UUID. */
export type SampleRequest = { start: string; subjects: number };
export type SampleCheck = { campaigns: number; cells: number; subjects: number; events: number; problems: string[] };

/** Whether there are events and the last check is a night ago: none within 20 hours, and it is from 1 to 5 o'clock UTC, or none for 26 hours. */
export async function isCheckDue(now: Date): Promise<boolean> {
  const { pool } = await connection();
  const found = await pool.query<{ at: Date | null; holds: boolean }>('select (select max(at) from count_checks) as at, exists (select 1 from segments) as holds');
  const { at = null, holds = false } = found.rows[0] ?? {};
  const hours = at ? (now.getTime() - at.getTime()) / 3_600_000 : Infinity;
  return holds && (hours >= 26 || (hours >= 20 && now.getUTCHours() >= 1 && now.getUTCHours() < 5));
}

const [first, last] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/**
 * Of each campaign: every count judged by the ledger, every segment by its digest, and the timelines of a run of subjects by what
 * the batches that are not withdrawn brought for them, event by event. Reads only, a segment at a time; problems name no subject.
 */
export async function checkSample(actor: Actor, request: SampleRequest): Promise<SampleCheck> {
  permit(actor, 'health:read');
  const { pool } = await connection();
  const campaigns = await pool.query<Campaign & { deleted: boolean }>('select id, key, zone, events_deleted_at is not null as deleted from campaigns order by id');
  const found: SampleCheck = { campaigns: campaigns.rows.length, cells: 0, subjects: 0, events: 0, problems: [] };
  for (const { id, key, deleted } of campaigns.rows) {
    const [sums, sample] = await snapshot(async (client) => [await checkSums(client, id), deleted ? null : await checkTimelines(client, id, request)] as const);
    found.cells += sums.rows;
    found.subjects += sample?.subjects ?? 0;
    found.events += sample?.events ?? 0;
    found.problems.push(...[...sums.problems, ...(sample?.problems ?? [])].map((problem) => `${key}: ${problem}`));
  }
  return found;
}

async function checkTimelines(client: pg.ClientBase, campaignId: number, { start, subjects }: SampleRequest): Promise<{ subjects: number; events: number; problems: string[] }> {
  const page = (from: string) => client.query<{ subject: string; entries: Buffer }>('select subject, entries from timelines where campaign_id = $1 and subject >= $2 order by subject limit $3', [campaignId, from, subjects]);
  const asked = await page(start);
  const from = asked.rows.length > 0 ? start : first;
  const rows = from === start ? asked.rows : (await page(first)).rows;
  const to = rows.length < subjects ? last : (rows.at(-1)?.subject ?? last);
  const timelines = rows.map(({ subject, entries }) => readTimeline(subject, entries));
  const { brought, problems } = await readBrought(client, campaignId, from, to);
  const standing = new Set(timelines.flatMap(standingOf));
  const [fallen, added] = [differences(new Set(brought.keys()), standing), differences(standing, new Set(brought.keys()))];
  const misnamed = timelines.flatMap((timeline) => timeline.entries.filter((entry) => brought.get(nameOf(timeline.key, entry))?.has(entry.segment) === false)).length;
  if (fallen > 0) problems.push(`${fallen} events that batches brought for the sample do not stand in its timelines.`);
  if (added > 0) problems.push(`${added} events stand in timelines of the sample that no batch brought.`);
  if (misnamed > 0) problems.push(`${misnamed} events of the sample name a segment that does not hold them.`);
  return { subjects: timelines.length, events: standing.size, problems };
}

/** What batches that are not withdrawn hold for the subjects of a range: each event's name, and the segments that hold it. */
async function readBrought(client: pg.ClientBase, campaignId: number, from: string, to: string): Promise<{ brought: Map<string, Set<number>>; problems: string[] }> {
  const brought = new Map<string, Set<number>>();
  const problems: string[] = [];
  const ids = await client.query<{ id: string; withdrawn: boolean }>(`select s.id, b.status = 'withdrawn' as withdrawn from segments s join batches b on b.id = s.batch_id where s.campaign_id = $1 order by s.id`, [campaignId]);
  for (const { id, withdrawn } of ids.rows) {
    const [segment] = (await client.query<{ payload: Buffer; digest: Buffer }>('select payload, digest from segments where id = $1', [id])).rows;
    if (!segment) continue;
    if (!createHash('sha256').update(segment.payload).digest().equals(segment.digest)) problems.push(`segment ${id} has another digest than when it was written.`);
    if (withdrawn) continue;
    for (const event of eventsBetween(segment.payload, bytesOf(from), bytesOf(to))) {
      const name = nameOf(uuidOf(event.subject), event);
      brought.set(name, (brought.get(name) ?? new Set()).add(Number(id)));
    }
  }
  return { brought, problems };
}

const bytesOf = (key: string) => Buffer.from(key.replaceAll('-', ''), 'hex');
const nameOf = (key: string, { at, cell, act, ...id }: Omit<Entry, 'segment'>) => [key, idText(id), at, cell, act].join(' ');
const standingOf = ({ key, entries }: Timeline) => entries.map((entry) => nameOf(key, entry));
const differences = (these: Set<string>, those: Set<string>) => [...these].filter((one) => !those.has(one)).length;
