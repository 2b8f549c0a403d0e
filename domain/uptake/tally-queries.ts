import type pg from 'pg';
import { DomainError } from '@/domain/errors';
import { dayNumber } from '@/domain/uptake/engine/calendar';
import { platformText, regionText } from '@/domain/uptake/engine/cell-number';
import { readStanding } from '@/domain/uptake/engine/purpose-person';
import { type Tallies, addCount, addTallies, readEventKey, readStandingMoves } from '@/domain/uptake/engine/tallies';
import { type Moment, calendarAt, micros } from '@/domain/uptake/moment-queries';
import type { EventMeasure, PurposeStanding } from '@/domain/uptake/vocabulary';

type Campaign = { id: number; zone: string };
/** How many people stand so on a purpose in a region; `notice` is the text it rests on, '' for an objection. `closed` has no purpose. */
export type StandingCount = { purpose: string; region: string; standing: PurposeStanding; notice: string; people: number };
/** How many of a measure: `text` is the variant of the prompt or, for what is said of purposes, their keys as a JSON list; `platform` is '' where it is not told apart. */
export type EventCount = { measure: EventMeasure; region: string; platform: string; text: string; bucket: number; n: number };

/** Throws `unavailable` while the tallies of a campaign from before there were any are still to be counted. */
async function refuseUncounted(client: pg.ClientBase, { id }: Campaign): Promise<void> {
  const found = await client.query<{ tallied: boolean }>('select tallied from campaigns where id = $1', [id]);
  if (found.rows[0]?.tallied === false) throw new DomainError('unavailable', 'The worker is still counting this campaign for the first time. Ask again in a minute.');
}

/** A row of moves as it bears on a moment, and whether the sums of earlier days hold it already. */
type Row = { day: string; folded: boolean; known: boolean; moves: Buffer };

/** Rows that the sums of the days before the moment's own do not say: of that day, not folded yet, or, negative, recorded after `knownAt`. */
async function readRest(client: pg.ClientBase, { id }: Campaign, { lastDay }: Moment, knownAt: Date | null): Promise<Row[]> {
  const known = knownAt ? 'recorded_at <= $3' : '$3::timestamptz is null';
  const movesOf = (which: string) => `select day, folded, ${known} as known, moves from tally_moves where campaign_id = $1 and family = 'standings' and ${which}`;
  // Not with the day at once (offset 0 keeps them apart): a server that has no statistics of these rows yet would go through all of them.
  const parts = [`select * from (${movesOf('not folded')} offset 0) o where day <= $2`, movesOf('folded and day = $2')];
  if (knownAt) parts.push(movesOf('folded and recorded_at > $3 and day < $2'));
  const found = await client.query<Row>(`select day::text, folded, known, moves from (${parts.join(' union all ')}) r`, [id, lastDay, knownAt]);
  return found.rows;
}

/** Per day up to the moment's, what changes of each standing; the moment's own day up to its instant. */
async function dayChanges(client: pg.ClientBase, campaign: Campaign, moment: Moment, knownAt: Date | null): Promise<Map<string, Tallies>> {
  const days = new Map<string, Tallies>();
  const changesOf = (day: string) => {
    const own = days.get(day) ?? new Map();
    days.set(day, own);
    return own;
  };
  const sums = await client.query<{ part: string; counts: Buffer }>(`select part, counts from tally_sums where campaign_id = $1 and family = 'standings' and part <> '' and part < $2`, [campaign.id, moment.lastDay]);
  for (const { part, counts } of sums.rows) addTallies(counts, changesOf(part));
  const start = (await calendarAt(client, campaign.zone, micros(moment.asOf))).startOf(dayNumber(moment.lastDay));
  for (const { day, folded, known, moves } of await readRest(client, campaign, moment, knownAt)) {
    const isLast = day === moment.lastDay;
    readStandingMoves(moves, (text, region, offset, n) => {
      const counts = known && (!isLast || start + offset < micros(moment.asOf)) ? 1 : 0;
      const isSummed = folded && !isLast ? 1 : 0;
      if (counts !== isSummed) addCount(changesOf(day), text, region, (counts - isSummed) * n);
    });
  }
  return days;
}

/** Where people stand on purposes at a moment, as known at an instant (null: now). One snapshot of sums and moves, never the events. */
export async function readStandings(client: pg.ClientBase, campaign: Campaign, moment: Moment, knownAt: Date | null): Promise<StandingCount[]> {
  await refuseUncounted(client, campaign);
  const sum: Tallies = new Map();
  for (const changes of (await dayChanges(client, campaign, moment, knownAt)).values()) addAll(changes, sum);
  return standingCounts(sum);
}

/** Where people stand by everything that is recorded, events dated minutes ahead included: for judgements that need no instant, from one row of sums. */
export async function readStandingsNow(client: pg.ClientBase, campaign: Campaign): Promise<StandingCount[]> {
  await refuseUncounted(client, campaign);
  const sum: Tallies = new Map();
  const sums = await client.query<{ counts: Buffer }>(`select counts from tally_sums where campaign_id = $1 and family = 'standings' and part = ''`, [campaign.id]);
  for (const { counts } of sums.rows) addTallies(counts, sum);
  const open = await client.query<{ moves: Buffer }>(`select moves from tally_moves where campaign_id = $1 and family = 'standings' and not folded`, [campaign.id]);
  for (const { moves } of open.rows) readStandingMoves(moves, (text, region, _, n) => addCount(sum, text, region, n));
  return standingCounts(sum);
}

/** Where people stood at the end of each day on which that changed, oldest first, the last cut at the moment. */
export async function readStandingDays(client: pg.ClientBase, campaign: Campaign, moment: Moment, knownAt: Date | null): Promise<{ day: string; standings: StandingCount[] }[]> {
  await refuseUncounted(client, campaign);
  const sum: Tallies = new Map();
  return [...(await dayChanges(client, campaign, moment, knownAt))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, changes]) => {
    addAll(changes, sum);
    return { day, standings: standingCounts(sum) };
  });
}

/** Since which day somebody has stood on a purpose by a text, up to a moment: the day it was first shown to anybody. By day. */
export async function readFirstShown(client: pg.ClientBase, campaign: Campaign, moment: Moment): Promise<{ purpose: string; notice: string; day: string }[]> {
  await refuseUncounted(client, campaign);
  const first = new Map<string, { purpose: string; notice: string; day: string }>();
  for (const [day, changes] of [...(await dayChanges(client, campaign, moment, null))].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [text, own] of changes) {
      const { notice, purposes } = readStanding(text);
      if (notice === '' || ![...own.values()].some((n) => n > 0)) continue;
      for (const purpose of purposes) if (!first.has(`${purpose} ${notice}`)) first.set(`${purpose} ${notice}`, { purpose, notice, day });
    }
  }
  return [...first.values()];
}

function addAll(changes: Tallies, into: Tallies): void {
  for (const [text, own] of changes) for (const [key, n] of own) addCount(into, text, key, n);
}

function standingCounts(tallies: Tallies): StandingCount[] {
  const counts = new Map<string, StandingCount>();
  for (const [text, own] of tallies) {
    const { standing, notice, purposes } = readStanding(text);
    for (const [region, people] of own) {
      for (const purpose of standing === 'closed' ? [''] : purposes) {
        const one = { purpose, region: regionText(region), standing, notice };
        const key = JSON.stringify(one);
        const known = counts.get(key);
        if (known) known.people += people;
        else counts.set(key, { ...one, people });
      }
    }
  }
  return [...counts].filter(([, { people }]) => people !== 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}

/** The tallies of a campaign's events, all that stand now, as known at an instant (null: now). */
export async function readEventTallies(client: pg.ClientBase, campaign: Campaign, knownAt: Date | null = null): Promise<EventCount[]> {
  await refuseUncounted(client, campaign);
  const sum: Tallies = new Map();
  const sums = await client.query<{ counts: Buffer }>(`select counts from tally_sums where campaign_id = $1 and family = 'events'`, [campaign.id]);
  for (const { counts } of sums.rows) addTallies(counts, sum);
  const open = await client.query<{ moves: Buffer }>(`select moves from tally_moves where campaign_id = $1 and family = 'events' and not folded and ($2::timestamptz is null or recorded_at <= $2)`, [campaign.id, knownAt]);
  for (const { moves } of open.rows) addTallies(moves, sum);
  const later = knownAt ? await client.query<{ moves: Buffer }>(`select moves from tally_moves where campaign_id = $1 and family = 'events' and folded and recorded_at > $2`, [campaign.id, knownAt]) : { rows: [] };
  for (const { moves } of later.rows) addTallies(moves, sum, -1);
  return [...sum].flatMap(([text, own]) =>
    [...own].filter(([, n]) => n !== 0).map(([key, n]) => {
      const { platform, ...rest } = readEventKey(key);
      return { ...rest, platform: platformText(platform), text, n };
    }),
  );
}
