import { Calendar, dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import type { Asker } from '@/domain/uptake/sql/locks';

const loaded = new Map<string, Calendar>();
const year = 366 * 86_400_000_000;

/**
 * The first instant of a local date: where clocks are turned back over midnight (the Azores, Havana) the server takes 00:00 for
 * its second occurrence, and where they are turned forward for the instant of the turn.
 */
const startOfDate = `coalesce(
  (select min(t) from (select d::timestamp at time zone $1 - early as t from unnest(array['0', '30 minutes', '1 hour', '2 hours']::interval[]) early) c
    where (t at time zone $1)::date = d), d::timestamp at time zone $1)`;

/**
 * The days of a zone from one instant to another, both in microseconds, by the one time-zone database that buckets events: the
 * server's. Kept by zone; grown by years as needed.
 */
export async function calendarOf(asker: Asker, zone: string, from: number, to: number): Promise<Calendar> {
  const known = loaded.get(zone);
  if (from > to) return known ?? new Calendar(0, new Float64Array()); // No instant asks: a chunk of wrong lines alone.
  if (known?.covers(from, to)) return known;
  const ends = known ? [known.startOf(known.first), known.end] : [];
  const day = (at: number) => dayText(Math.floor(at / 86_400_000_000));
  const found = await asker.query<{ first: string; starts: string[] }>(
    `select min(d)::text as first, array_agg(((extract(epoch from ${startOfDate})) * 1000000)::bigint::text order by d) as starts
     from (select g::date as d from generate_series($2::timestamp, $3::timestamp, interval '1 day') g) days`,
    [zone, day(Math.min(from, ...ends) - year / 2), day(Math.max(to, ...ends) + year / 2)],
  );
  const row = found.rows[0];
  if (!row) throw new Error('The server did not answer when its days begin.');
  const calendar = new Calendar(dayNumber(row.first), Float64Array.from(row.starts, Number));
  loaded.set(zone, calendar);
  return calendar;
}
