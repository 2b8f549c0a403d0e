import type pg from 'pg';
import { type Grain, grainFor } from '@/domain/uptake/grain';
import { type Tally, emptyTally } from '@/domain/uptake/rates';
import { judgement, selectDeltas, selectLateDeltas, sideColumns } from '@/domain/uptake/rollup';
import type { SegmentFilter } from '@/domain/uptake/schemas';
import { type GroupingDimension, type State, groupingDimensions } from '@/domain/uptake/vocabulary';

/** The instant a question is about, in the campaign's days: `lastDay` ends at or after `asOf`, `wholeDay` when exactly at; `dayStart` is the last day end up to `asOf`. */
export type Moment = { asOf: Date; lastDay: string; dayStart: Date; dayEnd: Date; wholeDay: boolean };
export type CellSource = {
  pool: pg.Pool;
  campaign: { id: number; zone: string };
  moment: Moment;
  /** Null: as known now. Else the rollups less what was recorded later; `rejudged` when notices were too, so that every event counts anew. */
  knownAt: Date | null;
  rejudged: boolean;
};
export type DayRow = { day: string; end: Date; key: string; tally: Tally };

type Parameters = { values: unknown[]; add(value: unknown): string };
const parameters = (source: CellSource): Parameters => {
  const values: unknown[] = [source.campaign.id, source.campaign.zone];
  return { values, add: (value) => `$${values.push(value)}` };
};

const columnOf: Record<GroupingDimension, string> = { region: 'region', platform: 'platform', channel: 'channel', app_version: 'app_version', locale: 'locale' };

/**
 * The first instant of a local date: where clocks are turned back over midnight (the Azores, Havana) the server takes 00:00 for
 * its second occurrence, and where they are turned forward for the instant of the turn.
 */
const startOfDate = (day: string, zone: string) => `coalesce(
  (select min(t) from (select (${day})::timestamp at time zone ${zone} - early as t from unnest(array['0', '30 minutes', '1 hour', '2 hours']::interval[]) early) c
    where (t at time zone ${zone})::date = ${day}), (${day})::timestamp at time zone ${zone})`;

/** Which day of the campaign's zone an instant lies in, by the one time-zone database that buckets events: the server's. */
export async function momentOf(pool: pg.Pool, zone: string, asOf: Date): Promise<Moment> {
  const found = await pool.query<{ last_day: string; day_start: Date; day_end: Date; whole: boolean }>(
    `with d as (select ($1::timestamptz at time zone $2)::date as day),
     s as (select day, ${startOfDate('day', '$2')} as starts, ${startOfDate('(day + 1)', '$2')} as ends from d)
     select (case when starts = $1::timestamptz then day - 1 else day end)::text as last_day, starts = $1::timestamptz as whole,
       case when starts = $1::timestamptz then starts else ends end as day_end, starts as day_start from s`,
    [asOf, zone],
  );
  const row = found.rows[0];
  if (!row) throw new Error('The server did not answer which day it is.');
  return { asOf, lastDay: row.last_day, dayStart: row.day_start, dayEnd: row.day_end, wholeDay: row.whole };
}

/** The instant at which a local date ends. */
export async function endOfDay(pool: pg.Pool, zone: string, day: string): Promise<Date> {
  const found = await pool.query<{ ends: Date }>(`select ${startOfDate('(day + 1)', '$2')} as ends from (select $1::date as day) d`, [day, zone]);
  const row = found.rows[0];
  if (!row) throw new Error('The server did not answer when the day ends.');
  return row.ends;
}

/** The rows of the day-end changes up to the moment, as a FROM item: rollup plus the undoing of what lies after `asOf` in its day. */
function deltaRows(source: CellSource, p: Parameters, grain: Grain): string {
  const { moment } = source;
  const columns = 'day, region, platform, channel, app_version, locale, state, opened, unproven, n';
  const asOf = p.add(moment.asOf);
  if (source.knownAt && source.rejudged) {
    return `(select ${columns} from (${selectDeltas(knownSides(p, source.knownAt, asOf))}) d where grain = ${p.add(grain)})`;
  }
  const rollup = `select ${columns} from rollup where campaign_id = $1 and grain = ${p.add(grain)} and day <= ${p.add(moment.lastDay)}::date`;
  if (moment.wholeDay && !source.knownAt) return `(${rollup} and ${asOf}::timestamptz is not null and $2::text is not null)`;
  return `(${rollup} union all select ${columns} from (${selectDeltas(undone(source, p, asOf))}) d where grain = '${grain}' and day <= ${p.add(moment.lastDay)}::date)`;
}

/**
 * Subjects with events in the rest of the day or recorded too late to be known: once as they stood, once, negative, as the rollup
 * has them. An index finds them, so that the cost is theirs alone.
 */
function undone({ moment, knownAt }: CellSource, p: Parameters, asOf: string): string {
  const known = knownAt && p.add(knownAt);
  const later = [
    ...(moment.wholeDay ? [] : [`select subject from events where campaign_id = $1 and counts and occurred_at >= ${asOf}::timestamptz and occurred_at < ${p.add(moment.dayEnd)}::timestamptz`]),
    ...(known ? [`select subject from events where campaign_id = $1 and counts and recorded_at > ${known}::timestamptz`] : []),
  ];
  return `
  select f.sign, ${sideColumns}
  from (select distinct subject from (${later.join(' union all ')}) l offset 0) t join events e on e.campaign_id = $1 and e.subject = t.subject and e.counts
  cross join lateral (select -1 as sign union all select 1 where e.occurred_at < ${asOf}::timestamptz ${known ? `and e.recorded_at <= ${known}::timestamptz` : ''}) f`;
}

/** All events recorded by `knownAt`, judged by the notices recorded by then. */
function knownSides(p: Parameters, knownAt: Date, asOf: string): string {
  const known = p.add(knownAt);
  return `select 1 as sign, ${sideColumns.replace('e.proven', 'j.proven')} from events e cross join lateral (${judgement('e', `and n.recorded_at <= ${known}::timestamptz`)}) j
    where e.campaign_id = $1 and j.counts and e.recorded_at <= ${known}::timestamptz and e.occurred_at < ${asOf}::timestamptz`;
}

const filterClause = (p: Parameters, filter: SegmentFilter) =>
  groupingDimensions.flatMap((name) => (filter[name] === undefined ? [] : [`and ${columnOf[name]} = ${p.add(filter[name])}`])).join(' ');

const named = (filter: SegmentFilter) => groupingDimensions.filter((name) => filter[name] !== undefined);

/** How many subjects stand in each state at the moment, per group; the key joins the group's values by a tab. */
export async function talliesByGroup(source: CellSource, by: GroupingDimension[], filter: SegmentFilter = {}): Promise<Map<string, Tally>> {
  const p = parameters(source);
  const rows = deltaRows(source, p, grainFor([...new Set([...by, ...named(filter)])]));
  const key = by.length === 0 ? `''` : `concat_ws(chr(9), ${by.map((name) => columnOf[name]).join(', ')})`;
  const found = await source.pool.query<CellRow>(
    `select ${key} as key, state, opened, unproven, sum(n)::bigint as n from ${rows} r where true ${filterClause(p, filter)} group by 1, 2, 3, 4 having sum(n) <> 0 order by 1`,
    p.values,
  );
  const tallies = new Map<string, Tally>();
  for (const row of found.rows) addTo(tallies, row.key, row);
  return tallies;
}

/** The change of each day, per group of one dimension or in total, oldest first, each with the instant its day ends (the moment's own for the last). */
export async function dayChanges(source: CellSource, by: GroupingDimension[], filter: SegmentFilter = {}): Promise<DayRow[]> {
  const p = parameters(source);
  const rows = deltaRows(source, p, grainFor([...new Set([...by, ...named(filter)])]));
  const key = by.length === 0 ? `''` : `concat_ws(chr(9), ${by.map((name) => columnOf[name]).join(', ')})`;
  const found = await source.pool.query<CellRow & { day: string; day_end: Date }>(
    `select day::text, least(${startOfDate('(day + 1)', '$2')}, ${p.add(source.moment.asOf)}::timestamptz) as day_end, ${key} as key, state, opened, unproven, sum(n)::bigint as n
     from ${rows} r where true ${filterClause(p, filter)} group by day, 3, 4, 5, 6 having sum(n) <> 0 order by day, 3`,
    p.values,
  );
  const days = new Map<string, { end: Date; tallies: Map<string, Tally> }>();
  for (const row of found.rows) {
    const day = days.get(row.day) ?? { end: row.day_end, tallies: new Map<string, Tally>() };
    days.set(row.day, day);
    addTo(day.tallies, row.key, row);
  }
  return [...days].flatMap(([day, { end, tallies }]) => [...tallies].map(([group, tally]) => ({ day, end, key: group, tally })));
}

type CellRow = { key: string; state: State; opened: boolean; unproven: boolean; n: string };

function addTo(tallies: Map<string, Tally>, key: string, row: CellRow): void {
  const tally = tallies.get(key) ?? emptyTally();
  tallies.set(key, tally);
  const n = Number(row.n);
  tally[row.state] += n;
  if (row.opened) tally.opened += n;
  if (row.unproven) tally.unproven += n;
}

/** Accepted at the moment but not when the deadline passed, per region. */
export async function lateByRegion(source: CellSource, deadlineId: string): Promise<Map<string, number>> {
  const p = parameters(source);
  const asOf = p.add(source.moment.asOf);
  const id = p.add(deadlineId);
  const day = `${p.add(source.moment.lastDay)}::date`;
  const recomputed = (sides: string) => `select region, n from (${selectLateDeltas(sides)}) d where deadline_id = ${id} and day <= ${day}`;
  const stored = `select region, n from rollup_late where campaign_id = $1 and deadline_id = ${id} and day <= ${day} and ${asOf}::timestamptz is not null and $2::text is not null`;
  const rows = source.knownAt && source.rejudged
    ? recomputed(knownSides(p, source.knownAt, asOf))
    : source.moment.wholeDay && !source.knownAt ? stored : `${stored} union all ${recomputed(undone(source, p, asOf))}`;
  const found = await source.pool.query<{ region: string; n: string }>(`select region, sum(n)::bigint as n from (${rows}) r group by 1 having sum(n) <> 0`, p.values);
  return new Map(found.rows.map((row) => [row.region, Number(row.n)]));
}

/** The campaign's days from its announcement (or `from`) to the moment's (or `to`), each with the instant it ends. */
export async function seriesDays(source: CellSource, announced: Date, span: { from?: string; to?: string }): Promise<{ day: string; end: Date }[]> {
  const { pool, campaign, moment } = source;
  const found = await pool.query<{ day: string; day_end: Date }>(
    `select d::date::text as day, least(${startOfDate('(d::date + 1)', '$1')}, $4::timestamptz) as day_end
     from generate_series(coalesce($2::date, ($3::timestamptz at time zone $1)::date)::timestamp, least(coalesce($5::date, $6::date), $6::date)::timestamp, interval '1 day') d order by 1`,
    [campaign.zone, span.from ?? null, announced, moment.asOf, span.to ?? null, moment.lastDay],
  );
  return found.rows.map((row) => ({ day: row.day, end: row.day_end }));
}

/** The days on whose end the people in scope are others than before, up to the moment. */
export async function populationDays(source: CellSource): Promise<{ day: string; end: Date }[]> {
  const { pool, campaign, moment } = source;
  const found = await pool.query<{ day: string; day_end: Date }>(
    `select day::text, least(${startOfDate('(day + 1)', '$2')}, $3::timestamptz) as day_end
     from (select distinct ((as_of - interval '1 microsecond') at time zone $2)::date as day from population where campaign_id = $1) d where day <= $4::date order by day`,
    [campaign.id, campaign.zone, moment.asOf, moment.lastDay],
  );
  return found.rows.map((row) => ({ day: row.day, end: row.day_end }));
}
