import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type Actor, permit } from '@/domain/access/permissions';
import { blockDays, scanBlock } from '@/domain/uptake/engine/block';
import { dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import { type Entry, uuidOf } from '@/domain/uptake/engine/entries';
import { Facts, mostDeadlines, readCode, stateCodes } from '@/domain/uptake/engine/facts';
import { MultisetDigest, fingerprint } from '@/domain/uptake/engine/multiset';
import type { Change } from '@/domain/uptake/engine/changes';
import { readMoves } from '@/domain/uptake/engine/moves';
import { readSegment } from '@/domain/uptake/engine/segment';
import { TallyFacts } from '@/domain/uptake/engine/tally-facts';
import { type WordTexts, partOf } from '@/domain/uptake/engine/slot';
import { DaySums } from '@/domain/uptake/engine/sums';
import { walk } from '@/domain/uptake/engine/walk';
import { type Grain, grains } from '@/domain/uptake/grain';
import { checkHours } from '@/domain/uptake/hours-check-queries';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { readGrounds } from '@/domain/uptake/sql/grounds';
import { eachTimeline, span } from '@/domain/uptake/sql/timelines';
import { Words } from '@/domain/uptake/sql/words';
import { checkTallies } from '@/domain/uptake/tally-check-queries';
import { connection, snapshot } from '@/db/client';

export type Campaign = { id: number; key: string; zone: string };
type Sums = Map<string, number>;
type Recount = { sums: DaySums; moves: Map<number, MultisetDigest>; held: Map<number, number[]>; events: number };

/**
 * Counts every campaign anew from its timelines and compares, cell by cell, with the rollup and the open ledger; the ledger's
 * instants and the segments' contents are compared with the timelines' by an order-free digest per day and per segment, the tallies likewise. Reads only.
 */
export async function checkRollups(actor: Actor): Promise<{ campaigns: number; rows: number; events: number; problems: string[] }> {
  permit(actor, 'evidence:read');
  const { pool } = await connection();
  const campaigns = await pool.query<Campaign>('select id, key, zone from campaigns order by id');
  const problems: string[] = [];
  let [rows, events] = [0, 0];
  for (const campaign of campaigns.rows) {
    const checked = await snapshot((client) => checkCampaign(client, campaign));
    rows += checked.rows;
    events += checked.events;
    problems.push(...checked.problems.map((problem) => `${campaign.key}: ${problem}`));
  }
  return { campaigns: campaigns.rows.length, rows, events, problems };
}

async function checkCampaign(client: pg.ClientBase, campaign: Campaign): Promise<{ rows: number; events: number; problems: string[] }> {
  const words = await new Words(campaign.id).load(client);
  const grounds = await readGrounds(client, campaign.id);
  // Without events the ledger is what counts are judged by.
  const recount = grounds.eventsDeleted ? await recountLedger(client, campaign.id) : await recountTimelines(client, campaign, new Facts(grounds, words));
  const { rows, problems } = await compareSums(client, campaign.id, recount, words);
  if (grounds.tallied) problems.push(...(await checkTallies(client, campaign, grounds.eventsDeleted ? null : new TallyFacts(grounds, words))));
  problems.push(...(await (grounds.eventsDeleted ? checkDeleted(client, campaign.id) : checkSegments(client, campaign.id, recount.held))));
  return { rows, events: recount.events, problems };
}

/** Judges a campaign's rollup, by days and by hours, by its ledger alone, cell by cell. */
export async function checkSums(client: pg.ClientBase, campaignId: number): Promise<{ rows: number; problems: string[] }> {
  return compareSums(client, campaignId, await recountLedger(client, campaignId), await new Words(campaignId).load(client));
}

async function compareSums(client: pg.ClientBase, campaignId: number, recount: Recount, words: Words): Promise<{ rows: number; problems: string[] }> {
  const open = new DaySums();
  const problems = [...(await checkLedger(client, campaignId, recount.moves, open)), ...(await checkHours(client, campaignId))];
  let rows = 0;
  for (const grain of grains) {
    const made = sumsOf(grain, recount.sums.changes(grain), words);
    const kept = sumsOf(grain, open.changes(grain), words);
    for (const [cell, n] of await readRollup(client, campaignId, grain, words)) kept.set(cell, (kept.get(cell) ?? 0) + n);
    for (const cell of new Set([...made.keys(), ...kept.keys()])) {
      rows += 1;
      const [is, should] = [kept.get(cell) ?? 0, made.get(cell) ?? 0];
      if (is !== should) problems.push(`${grain} ${cell}: the rollup holds ${is}, the events say ${should}.`);
    }
  }
  return { rows, problems };
}

async function recountTimelines(client: pg.ClientBase, campaign: Campaign, facts: Facts): Promise<Recount> {
  const recount: Recount = { sums: new DaySums(), moves: new Map(), held: new Map(), events: 0 };
  for await (const { key, entries } of eachTimeline(client, campaign.id)) {
    const calendar = await calendarOf(client, campaign.zone, ...span(entries));
    recount.events += entries.length;
    for (const entry of entries) {
      const own = recount.held.get(entry.segment);
      if (own) own.push(fingerprintOf(key, entry));
      else recount.held.set(entry.segment, [fingerprintOf(key, entry)]);
    }
    walk(entries, facts, 1, (at, cell, code, n) => {
      const day = calendar.dayOf(at);
      recount.sums.add(day, cell, code, n);
      digestOf(recount.moves, day).add(`${at - calendar.startOf(day)} ${cell} ${code}`, n);
    });
  }
  return recount;
}

/** What the ledger adds up to: all there is once a campaign's events are deleted. */
async function recountLedger(client: pg.ClientBase, campaignId: number): Promise<Recount> {
  const recount: Recount = { sums: new DaySums(), moves: new Map(), held: new Map(), events: 0 };
  for await (const { day, moves } of ledgerRows(client, campaignId)) {
    readMoves(moves, (offset, cell, code, n) => {
      recount.sums.add(day, cell, code, n);
      digestOf(recount.moves, day).add(`${offset} ${cell} ${code}`, n);
    });
  }
  return recount;
}

/** Of a campaign whose events were deleted, none is left. */
async function checkDeleted(client: pg.ClientBase, campaignId: number): Promise<string[]> {
  const left = await client.query<{ what: string; n: string }>(
    `select 'timelines' as what, count(*) as n from timelines where campaign_id = $1 union all select 'segments with events', count(*) from segments where campaign_id = $1 and length(payload) > 0`,
    [campaignId],
  );
  return left.rows.filter(({ n }) => Number(n) > 0).map(({ what, n }) => `its events were deleted by its retention rule, but ${n} ${what} are still there.`);
}

async function* ledgerRows(client: pg.ClientBase, campaignId: number): AsyncGenerator<{ day: number; folded: boolean; moves: Buffer }> {
  let after = '0';
  for (;;) {
    const page = await client.query<{ id: string; day: string; folded: boolean; moves: Buffer }>('select id, day::text, folded, moves from ledger where campaign_id = $1 and id > $2 order by id limit 50', [campaignId, after]);
    for (const { day, folded, moves } of page.rows) yield { day: dayNumber(day), folded, moves };
    const last = page.rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** Adds the open rows to `open`, and names every day whose ledger holds other moves than the timelines make. */
async function checkLedger(client: pg.ClientBase, campaignId: number, made: Map<number, MultisetDigest>, open: DaySums): Promise<string[]> {
  const kept = new Map<number, MultisetDigest>();
  for await (const { day, folded, moves } of ledgerRows(client, campaignId)) {
    readMoves(moves, (offset, cell, code, n) => {
      digestOf(kept, day).add(`${offset} ${cell} ${code}`, n);
      if (!folded) open.add(day, cell, code, n);
    });
  }
  return [...new Set([...made.keys(), ...kept.keys()])].sort((a, b) => a - b)
    .filter((day) => !digestOf(kept, day).equals(digestOf(made, day)))
    .map((day) => `${dayText(day)}: the ledger holds other moves than the events make.`);
}

/**
 * Each standing event lies, word for word, in the segment that its timeline names; each segment has the digest it is named by. What
 * stands is what batches hold that are not withdrawn, neither more nor less.
 */
async function checkSegments(client: pg.ClientBase, campaignId: number, held: Map<number, number[]>): Promise<string[]> {
  const problems: string[] = [];
  const standing = sortedOf(held);
  const ids = await client.query<{ id: string; withdrawn: boolean }>(`select s.id, b.status = 'withdrawn' as withdrawn from segments s join batches b on b.id = s.batch_id where s.campaign_id = $1 order by s.id`, [campaignId]);
  for (const { id, withdrawn } of ids.rows) {
    const wanted = held.get(Number(id)) ?? [];
    held.delete(Number(id));
    const found = await client.query<{ payload: Buffer; digest: Buffer }>('select payload, digest from segments where id = $1', [id]);
    for (const { payload, digest } of found.rows) {
      if (!createHash('sha256').update(payload).digest().equals(digest)) problems.push(`segment ${id} has another digest than when it was written.`);
      const kept = new Set<number>();
      for (const event of readSegment(payload)) kept.add(fingerprintOf(uuidOf(event.subject), event));
      const lost = wanted.filter((one) => !kept.has(one)).length;
      if (withdrawn && wanted.length > 0) problems.push(`segment ${id} is of a withdrawn batch; timelines say that ${wanted.length} of its events stand.`);
      const fallen = withdrawn ? 0 : [...kept].filter((one) => !includes(standing, one)).length;
      if (fallen > 0) problems.push(`segment ${id} holds ${fallen} events that do not stand, though its batch is not withdrawn.`);
      if (lost > 0) problems.push(`segment ${id} does not hold ${lost} of the ${wanted.length} events that timelines say it brought.`);
    }
  }
  return [...problems, ...[...held.keys()].map((id) => `segment ${id} is missing; timelines say that it brought events.`)];
}

const fingerprintOf = (key: string, { isUuid, id, at, cell, act }: Omit<Entry, 'segment'>) => fingerprint([key, isUuid, Buffer.from(id).toString('latin1'), at, cell, act].join(' '));

function sortedOf(held: Map<number, number[]>): Float64Array {
  const all = new Float64Array([...held.values()].reduce((sum, own) => sum + own.length, 0));
  let filled = 0;
  for (const own of held.values()) for (const one of own) all[filled++] = one;
  return all.sort();
}

/** Whether a sorted list holds a number. */
function includes(sorted: Float64Array, wanted: number): boolean {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return sorted[from] === wanted;
}

function digestOf(digests: Map<number, MultisetDigest>, key: number): MultisetDigest {
  let digest = digests.get(key);
  if (!digest) digests.set(key, (digest = new MultisetDigest()));
  return digest;
}

function nameOf(grain: Grain, { sub, code, step }: Omit<Change, 'n'>, words: WordTexts): string {
  const { region, platform, channel, app_version, locale } = partOf(grain, sub, words);
  const standing = code >= stateCodes ? [code < stateCodes + mostDeadlines ? `late ${code - stateCodes}` : `joiner ${255 - code}`] : Object.entries(readCode(code)).map(([name, value]) => `${name}=${value}`);
  return [dayText(step), region, platform, channel, app_version, locale, ...standing].filter((word) => word !== '').join(' ');
}

const sumsOf = (grain: Grain, changes: Change[], words: WordTexts): Sums => new Map(changes.map((change) => [nameOf(grain, change, words), change.n]));

async function readRollup(client: pg.ClientBase, campaignId: number, grain: Grain, words: WordTexts): Promise<Sums> {
  const found = await client.query<{ block: number; cells: Buffer }>('select block, cells from rollup where campaign_id = $1 and grain = $2', [campaignId, grain]);
  const sums: Sums = new Map();
  for (const { block, cells } of found.rows) {
    scanBlock(cells, (sub, code, offset, n) => {
      if (offset < 0) return;
      const cell = nameOf(grain, { sub, code, step: block * blockDays + offset }, words);
      sums.set(cell, (sums.get(cell) ?? 0) + n);
    });
  }
  return sums;
}
