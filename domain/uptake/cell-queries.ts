import { readCode, stateCodes } from '@/domain/uptake/engine/facts';
import { blockDays, blockOf, scanBlock } from '@/domain/uptake/engine/block';
import { type Calendar, dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import { readMoves } from '@/domain/uptake/engine/moves';
import { type Part, type Slot, leadOf, partOf } from '@/domain/uptake/engine/slot';
import { DaySums } from '@/domain/uptake/engine/sums';
import { grainFor } from '@/domain/uptake/grain';
import { type Tally, emptyTally } from '@/domain/uptake/rates';
import type { SegmentFilter } from '@/domain/uptake/schemas';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import type { Asker } from '@/domain/uptake/sql/locks';
import type { Words } from '@/domain/uptake/sql/words';
import { type GroupingDimension, groupingDimensions, states } from '@/domain/uptake/vocabulary';

/** The instant a question is about, in the campaign's days: `lastDay` ends at or after `asOf`, `wholeDay` when exactly at; `dayStart` is the last day end up to `asOf`. */
export type Moment = { asOf: Date; lastDay: string; dayStart: Date; dayEnd: Date; wholeDay: boolean };
export type CellSource = {
  client: Asker;
  campaign: { id: number; zone: string };
  words: Words;
  moment: Moment;
  /** Null: as known now. Else what was recorded by then. */
  knownAt: Date | null;
  /** What the rollup does not say, per moment: read once. */
  corrections: Map<number, Promise<DaySums>>;
};
export type DayRow = { day: string; end: Date; key: string; tally: Tally };

const micros = (at: Date) => at.getTime() * 1000;
const instant = (at: number) => new Date(at / 1000);
const dayMicros = 86_400_000_000;

/** The days around an instant. */
const calendarAt = (client: Asker, zone: string, at: number): Promise<Calendar> => calendarOf(client, zone, at - 3 * dayMicros, at + 3 * dayMicros);

/** Which day of the campaign's zone an instant lies in, by the one time-zone database that buckets events: the server's. */
export async function momentOf(client: Asker, zone: string, asOf: Date): Promise<Moment> {
  const calendar = await calendarAt(client, zone, micros(asOf));
  const day = calendar.dayOf(micros(asOf));
  const starts = calendar.startOf(day);
  const wholeDay = starts === micros(asOf);
  return { asOf, lastDay: dayText(wholeDay ? day - 1 : day), wholeDay, dayStart: instant(starts), dayEnd: instant(wholeDay ? starts : calendar.startOf(day + 1)) };
}

/** The instant at which a local date ends. */
export async function endOfDay(client: Asker, zone: string, day: string): Promise<Date> {
  const number = dayNumber(day);
  return instant((await calendarAt(client, zone, number * dayMicros)).startOf(number + 1));
}

/**
 * What must be added to the rollup to answer for the moment: ledger rows not folded yet, less moves at or after `asOf` in its day,
 * less what was recorded after `knownAt`.
 */
async function readCorrections({ client, campaign, moment, knownAt }: CellSource): Promise<DaySums> {
  const lastDay = dayNumber(moment.lastDay);
  const limit = moment.wholeDay ? Infinity : micros(moment.asOf) - (await calendarAt(client, campaign.zone, micros(moment.asOf))).startOf(lastDay);
  const known = knownAt ? 'recorded_at <= $3' : '$3::timestamptz is null';
  const found = await client.query<{ folded: boolean; known: boolean; day: string; moves: Buffer }>(
    `select folded, ${known} as known, day::text, moves from ledger where campaign_id = $1 and not folded and day <= $2
     union all select true, true, day::text, moves from ledger where campaign_id = $1 and folded and ${known} and day = $2 and last_offset >= $4::bigint
     ${knownAt ? 'union all select true, false, day::text, moves from ledger where campaign_id = $1 and folded and recorded_at > $3 and day <= $2' : ''}`,
    [campaign.id, moment.lastDay, knownAt, Number.isFinite(limit) ? limit : '9000000000000000'],
  );
  const sums = new DaySums();
  for (const row of found.rows) {
    const day = dayNumber(row.day);
    const until = day === lastDay ? limit : Infinity;
    readMoves(row.moves, (offset, cell, code, n) => {
      const change = (row.known && offset < until ? 1 : 0) - (row.folded ? 1 : 0);
      if (change !== 0) sums.add(day, cell, code, change * n);
    });
  }
  return sums;
}

function correctionsOf(source: CellSource): Promise<DaySums> {
  const key = source.moment.asOf.getTime();
  const known = source.corrections.get(key) ?? readCorrections(source);
  source.corrections.set(key, known);
  return known;
}

type Visit = (key: string, day: number, code: number, n: number) => void;

/** What adds up to the moment, by group: every change of each day, or, for the standing alone, the last block's with what stood before it. */
async function visitChanges(source: CellSource, by: GroupingDimension[], filter: SegmentFilter, span: 'standing' | 'days', visit: Visit): Promise<void> {
  const { client, campaign, moment, words } = source;
  const wanted = groupingDimensions.filter((name) => filter[name] !== undefined);
  const grain = grainFor([...new Set([...by, ...wanted])]);
  const lastDay = dayNumber(moment.lastDay);
  const leadName = leadOf[grain];
  const lead = leadName && filter[leadName];
  const keyOf = (part: Part) => (wanted.some((name) => part[name] !== filter[name]) ? null : by.map((name) => part[name]).join('\t'));
  const parameters = [campaign.id, grain, blockOf(lastDay), ...(lead === undefined ? [] : [lead])];
  const found = await client.query<{ lead: string; block: number; cells: Buffer }>(
    `select ${span === 'standing' ? 'distinct on (lead)' : ''} lead, block, cells from rollup where campaign_id = $1 and grain = $2 and block <= $3 ${lead === undefined ? '' : 'and lead = $4'}
     order by lead ${span === 'standing' ? 'desc, block desc' : ', block'}`,
    parameters,
  );
  for (const row of found.rows) {
    const keys = new Map<number, string | null>();
    scanBlock(row.cells, (sub, code, offset, n) => {
      const day = row.block * blockDays + offset;
      if (day > lastDay || (offset < 0 && span === 'days')) return;
      let key = keys.get(sub);
      if (key === undefined) keys.set(sub, (key = keyOf(partOf(grain, { lead: row.lead, sub }))));
      if (key !== null) visit(key, day, code, n);
    });
  }
  const corrections = await correctionsOf(source);
  if (corrections.days.size === 0) return;
  if (grain === 'version' || grain === 'locale') await words.load(client, true);
  const keys = new Map<Slot, string | null>();
  corrections.each(grain, words, (slot, day, code, n) => {
    let key = keys.get(slot);
    if (key === undefined) keys.set(slot, (key = keyOf(partOf(grain, slot))));
    if (key !== null) visit(key, day, code, n);
  });
}

function addTo(tally: Tally, code: number, n: number): void {
  const { state, opened, unproven } = readCode(code);
  tally[state] += n;
  if (opened) tally.opened += n;
  if (unproven) tally.unproven += n;
}

const isEmpty = (tally: Tally) => tally.opened === 0 && tally.unproven === 0 && states.every((state) => tally[state] === 0);

/** How many subjects stand in each state at the moment, per group; the key joins the group's values by a tab. */
export async function talliesByGroup(source: CellSource, by: GroupingDimension[], filter: SegmentFilter = {}): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>();
  await visitChanges(source, by, filter, 'standing', (key, _, code, n) => {
    if (code >= stateCodes) return;
    let tally = tallies.get(key);
    if (!tally) tallies.set(key, (tally = emptyTally()));
    addTo(tally, code, n);
  });
  for (const [key, tally] of tallies) if (isEmpty(tally)) tallies.delete(key);
  return new Map([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The change of each day, per group of one dimension or in total, oldest first, each with the instant its day ends (the moment's own for the last). */
export async function dayChanges(source: CellSource, by: GroupingDimension[], filter: SegmentFilter = {}): Promise<DayRow[]> {
  const days = new Map<number, Map<string, Tally>>();
  await visitChanges(source, by, filter, 'days', (key, day, code, n) => {
    if (code >= stateCodes) return;
    let tallies = days.get(day);
    if (!tallies) days.set(day, (tallies = new Map()));
    let tally = tallies.get(key);
    if (!tally) tallies.set(key, (tally = emptyTally()));
    addTo(tally, code, n);
  });
  const ends = await dayEnds(source, [...days.keys()]);
  return [...days].sort(([a], [b]) => a - b).flatMap(([day, tallies]) =>
    [...tallies].filter(([, tally]) => !isEmpty(tally)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, tally]) => ({ day: dayText(day), end: ends(day), key, tally })),
  );
}

/** When each of the days ends; the moment's own instant for one that ends after it. */
async function dayEnds({ client, campaign, moment }: CellSource, days: number[]): Promise<(day: number) => Date> {
  if (days.length === 0) return () => moment.asOf;
  const calendar = await calendarOf(client, campaign.zone, (Math.min(...days) - 2) * dayMicros, (Math.max(...days) + 3) * dayMicros);
  return (day) => {
    const end = instant(calendar.startOf(day + 1));
    return end < moment.asOf ? end : moment.asOf;
  };
}

/** Accepted at the moment but not when the deadline of this ordinal passed, per region. */
export async function lateByRegion(source: CellSource, ordinal: number): Promise<Map<string, number>> {
  const late = new Map<string, number>();
  await visitChanges(source, ['region'], {}, 'standing', (key, _, code, n) => {
    if (code === stateCodes + ordinal) late.set(key, (late.get(key) ?? 0) + n);
  });
  return late;
}

/** The campaign's days from its announcement (or `from`) to the moment's (or `to`), each with the instant it ends. */
export async function seriesDays(source: CellSource, announced: Date, span: { from?: string; to?: string }): Promise<{ day: string; end: Date }[]> {
  const { client, campaign, moment } = source;
  const first = span.from === undefined ? (await calendarAt(client, campaign.zone, micros(announced))).dayOf(micros(announced)) : dayNumber(span.from);
  const last = Math.min(dayNumber(moment.lastDay), span.to === undefined ? Infinity : dayNumber(span.to));
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const ends = await dayEnds(source, days);
  return days.map((day) => ({ day: dayText(day), end: ends(day) }));
}

/** The days on whose end the people in scope are others than before, up to the moment. */
export async function populationDays(source: CellSource): Promise<{ day: string; end: Date }[]> {
  const { client, campaign, moment } = source;
  const found = await client.query<{ at: Date }>('select distinct as_of as at from population where campaign_id = $1', [campaign.id]);
  const days = new Set<string>();
  for (const { at } of found.rows) {
    const last = (await calendarAt(client, campaign.zone, micros(at))).dayOf(micros(at) - 1);
    if (last <= dayNumber(moment.lastDay)) days.add(dayText(last));
  }
  const ends = await dayEnds(source, [...days].map(dayNumber));
  return [...days].sort().map((day) => ({ day, end: ends(dayNumber(day)) }));
}
