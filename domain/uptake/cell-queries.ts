import { joinerCode, lateCode, readCode, stateCodes } from '@/domain/uptake/engine/facts';
import { blockDays, blockOf, scanBlock, sumBlock } from '@/domain/uptake/engine/block';
import { dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import { addSums } from '@/domain/uptake/engine/hour-sums';
import { hourMicros, readMoves } from '@/domain/uptake/engine/moves';
import { type Slot, leadOf, partOf } from '@/domain/uptake/engine/slot';
import { DaySums, type Sums, eachSum } from '@/domain/uptake/engine/sums';
import { type Grain, grainFor } from '@/domain/uptake/grain';
import { type Tally, emptyTally } from '@/domain/uptake/rates';
import type { SegmentFilter } from '@/domain/uptake/schemas';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { type Moment, calendarAt, dayMicros, instant, micros } from '@/domain/uptake/moment-queries';
import type { Asker } from '@/domain/uptake/sql/locks';
import type { Words } from '@/domain/uptake/sql/words';
import { type GroupingDimension, groupingDimensions, states } from '@/domain/uptake/vocabulary';

export type CellSource = {
  client: Asker;
  campaign: { id: number; zone: string };
  words: Words;
  moment: Moment;
  /** Null: as known now. Else what was recorded by then. */
  knownAt: Date | null;
  /** What was read already: what the rollup does not say, per moment, and the answers to questions. */
  rests: Map<number, DaySums>;
  answers: Map<string, Map<string, Standing>>;
};
export type DayRow = { day: string; end: Date; key: string; tally: Tally };

type Base = { /** The last day that the rollup answers for. */ day: number; inside: { day: number; hour: number; offset: number } | null };

/** Where the moment lies: at a day's end, or inside a day, which begins with the end of the day before. */
async function baseOf({ client, campaign, moment }: CellSource): Promise<Base> {
  const lastDay = dayNumber(moment.lastDay);
  if (moment.wholeDay) return { day: lastDay, inside: null };
  const offset = micros(moment.asOf) - (await calendarAt(client, campaign.zone, micros(moment.asOf))).startOf(lastDay);
  return { day: lastDay - 1, inside: { day: lastDay, hour: Math.floor(offset / hourMicros), offset } };
}

/**
 * Ledger rows that the rollup and the hour sums do not say at the moment: not folded yet, of the hour that `asOf` lies in, or,
 * negative, recorded after `knownAt`.
 */
async function readRest(source: CellSource, { inside }: Base): Promise<DaySums> {
  const { client, campaign, moment, knownAt } = source;
  const known = knownAt ? 'recorded_at <= $3' : '$3::timestamptz is null';
  const found = await client.query<{ folded: boolean; known: boolean; day: string; moves: Buffer }>(
    `select folded, ${known} as known, day::text, moves from ledger where campaign_id = $1 and not folded and day <= $2
     ${inside ? `union all select true, true, day::text, moves from ledger where campaign_id = $1 and folded and ${known} and day = $2 and hour = ${inside.hour}` : ''}
     ${knownAt ? 'union all select true, false, day::text, moves from ledger where campaign_id = $1 and folded and recorded_at > $3 and day <= $2' : ''}`,
    [campaign.id, moment.lastDay, knownAt],
  );
  const sums = new DaySums();
  for (const row of found.rows) {
    const day = dayNumber(row.day);
    const isInside = day === inside?.day;
    readMoves(row.moves, (offset, cell, code, n) => {
      const isBefore = !isInside || offset < inside.offset;
      const isSummed = row.folded && (!isInside || Math.floor(offset / hourMicros) < inside.hour);
      const change = (row.known && isBefore ? 1 : 0) - (isSummed ? 1 : 0);
      if (change !== 0) sums.add(day, cell, code, change * n);
    });
  }
  return sums;
}

/** The moment's own day before its hour, as folded, in one grain. */
async function readHours({ client, campaign, moment }: CellSource, hour: number, grain: Grain): Promise<Sums> {
  const found = await client.query<{ sums: Buffer }>('select sums from hour_sums where campaign_id = $1 and day = $2 and grain = $3 and hour <= $4 order by hour desc limit 1', [campaign.id, moment.lastDay, grain, hour]);
  const sums: Sums = new Map();
  for (const row of found.rows) addSums(row.sums, sums);
  return sums;
}

async function restOf(source: CellSource, base: Base): Promise<DaySums> {
  const key = source.moment.asOf.getTime();
  const known = source.rests.get(key) ?? (await readRest(source, base));
  source.rests.set(key, known);
  return known;
}

type Groups = { base: Base; grain: Grain; lead: string | undefined; keyOf(slot: Slot): string | null };

/** Which rows answer a question, and which of its groups a slot belongs to (null: none). */
async function groupsOf(source: CellSource, by: GroupingDimension[], filter: SegmentFilter): Promise<Groups> {
  const wanted = groupingDimensions.filter((name) => filter[name] !== undefined);
  const grain = grainFor([...new Set([...by, ...wanted])]);
  const leading = leadOf[grain];
  const keyOf = (slot: Slot) => {
    const part = partOf(grain, slot);
    return wanted.some((name) => part[name] !== filter[name]) ? null : by.map((name) => part[name]).join('\t');
  };
  return { base: await baseOf(source), grain, lead: leading && filter[leading], keyOf };
}

async function readBlocks({ client, campaign }: CellSource, { base, grain, lead }: Groups, span: 'last' | 'all'): Promise<{ block: number; lead: string; cells: Buffer }[]> {
  const block = blockOf(base.day);
  const blocks = span === 'all' ? 'block <= $3' : 'block = (select max(block) from rollup where campaign_id = $1 and grain = $2 and block <= $3)';
  const found = await client.query<{ block: number; lead: string; cells: Buffer }>(
    `select block, lead, cells from rollup where campaign_id = $1 and grain = $2 and ${blocks} ${lead === undefined ? '' : 'and lead = $4'} order by block, lead`,
    [campaign.id, grain, block, ...(lead === undefined ? [] : [lead])],
  );
  return found.rows;
}

/** What the rollup does not say, as a question's groups have it. */
async function visitRest(source: CellSource, { base, grain, keyOf }: Groups, visit: (key: string, day: number, code: number, n: number) => void): Promise<void> {
  const rest = await restOf(source, base);
  const days = new Map([...rest.days.keys()].map((day) => [day, [rest.sums(grain, day)]]));
  if (base.inside) days.set(base.inside.day, [...(days.get(base.inside.day) ?? []), await readHours(source, base.inside.hour, grain)]);
  if ((grain === 'version' || grain === 'locale') && days.size > 0) await source.words.load(source.client, true);
  for (const [day, lists] of days) {
    for (const sums of lists) {
      eachSum(grain, sums, source.words, (slot, code, n) => {
        const key = keyOf(slot);
        if (key !== null) visit(key, day, code, n);
      });
    }
  }
}

const standings = Array.from({ length: stateCodes }, (_, code) => readCode(code));

function addTo(tally: Tally, code: number, n: number): void {
  const standing = standings[code];
  if (!standing) return;
  tally[standing.state] += n;
  if (standing.opened) tally.opened += n;
  if (standing.unproven) tally.unproven += n;
}

const isEmpty = (tally: Tally) => tally.opened === 0 && tally.unproven === 0 && states.every((state) => tally[state] === 0);
/** How many stand where, and how many of the accepted were late for a deadline or in time by their own, by code. */
type Standing = { tally: Tally; marks: Map<number, number> };

async function standingByGroup(source: CellSource, by: GroupingDimension[], filter: SegmentFilter): Promise<Map<string, Standing>> {
  const groups = await groupsOf(source, by, filter);
  const found = new Map<string, Standing>();
  const add = (key: string, code: number, n: number) => {
    let standing = found.get(key);
    if (!standing) found.set(key, (standing = { tally: emptyTally(), marks: new Map() }));
    if (code < stateCodes) addTo(standing.tally, code, n);
    else standing.marks.set(code, (standing.marks.get(code) ?? 0) + n);
  };
  for (const { block, lead, cells } of await readBlocks(source, groups, 'last')) {
    const keys: (string | null)[] = [];
    sumBlock(cells, groups.base.day - block * blockDays, (sub, code, n) => {
      const key = (keys[sub] ??= groups.keyOf({ lead, sub }));
      if (key !== null) add(key, code, n);
    });
  }
  await visitRest(source, groups, (key, _, code, n) => add(key, code, n));
  return found;
}

/** Each question about a moment is answered once. */
async function rememberedStanding(source: CellSource, by: GroupingDimension[], filter: SegmentFilter): Promise<Map<string, Standing>> {
  const key = JSON.stringify([source.moment.asOf.getTime(), by, groupingDimensions.map((name) => filter[name] ?? null)]);
  const known = source.answers.get(key) ?? (await standingByGroup(source, by, filter));
  source.answers.set(key, known);
  return known;
}

/** How many subjects stand in each state at the moment, per group; the key joins the group's values by a tab. */
export async function talliesByGroup(source: CellSource, by: GroupingDimension[], filter: SegmentFilter = {}): Promise<Map<string, Tally>> {
  const found = await rememberedStanding(source, by, filter);
  return new Map([...found].filter(([, { tally }]) => !isEmpty(tally)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { tally }]) => [key, tally]));
}

/** The change of each day, per group of one dimension or in total, oldest first, each with the instant its day ends (the moment's own for the last). */
export async function dayChanges(source: CellSource, by: GroupingDimension[], filter: SegmentFilter = {}): Promise<DayRow[]> {
  const groups = await groupsOf(source, by, filter);
  const days = new Map<number, Map<string, Tally>>();
  const add = (key: string, day: number, code: number, n: number) => {
    let tallies = days.get(day);
    if (!tallies) days.set(day, (tallies = new Map()));
    let tally = tallies.get(key);
    if (!tally) tallies.set(key, (tally = emptyTally()));
    addTo(tally, code, n);
  };
  for (const { block, lead, cells } of await readBlocks(source, groups, 'all')) {
    const keys: (string | null)[] = [];
    scanBlock(cells, (sub, code, offset, n) => {
      const day = block * blockDays + offset;
      if (offset < 0 || day > groups.base.day) return;
      const key = (keys[sub] ??= groups.keyOf({ lead, sub }));
      if (key !== null) add(key, day, code, n);
    });
  }
  await visitRest(source, groups, add);
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
export const lateByRegion = (source: CellSource, ordinal: number): Promise<Map<string, number>> => marksByRegion(source, lateCode(ordinal));

/** What joiners add, by their own deadlines, to those who had accepted when the deadline of this ordinal passed, per region. */
export const joinersByRegion = (source: CellSource, ordinal: number): Promise<Map<string, number>> => marksByRegion(source, joinerCode(ordinal));

async function marksByRegion(source: CellSource, code: number): Promise<Map<string, number>> {
  const found = await rememberedStanding(source, ['region'], {});
  return new Map([...found].map(([region, { marks }]): [string, number] => [region, marks.get(code) ?? 0]).filter(([, n]) => n !== 0));
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
