import { type DayRow, dayChanges, populationDays, seriesDays } from '@/domain/uptake/cell-queries';
import type { CellSource } from '@/domain/uptake/sql/moment-rows';
import { momentOf } from '@/domain/uptake/moment-queries';
import type { Population } from '@/domain/uptake/population-queries';
import { type Cell, type DayCounts, type DeadlineStanding, type Group, type UptakeQuestion, groupKey } from '@/domain/uptake/view';
import { type Tally, type Counts, type Rates, emptyTally, addTally, ratesOf } from '@/domain/uptake/rates';
import type { SegmentFilter } from '@/domain/uptake/schemas';
import { type GuardedDay, type GuardedRow, type ShownDay, guarded, guardedRow, protectDays } from '@/domain/uptake/suppression';
import { type CountName, type GroupingDimension, type RateName, countNames, groupingDimensions, rateNames, states } from '@/domain/uptake/vocabulary';

type Request = {
  source: CellSource;
  population: Population;
  by: GroupingDimension[];
  filter: SegmentFilter;
  deadlines: DeadlineStanding[];
  question: UptakeQuestion;
  announced: Date;
  /** Whether joiners have deadlines of their own. */
  hasJoiners: boolean;
  k: number;
};

type Shown = { row: GuardedRow; withheld: boolean[]; tally: Tally };

/**
 * What a manager may see: the day ends of the campaign's one-dimensional tables, walked from the announcement so that what is
 * withheld today fits what was shown before. A filter picks one row of its dimension's table; nothing is counted anew for it.
 */
export async function protectedView({ source, population, by, filter, deadlines, question, announced, hasJoiners, k }: Request) {
  const filtered = groupingDimensions.filter((name) => filter[name] !== undefined);
  const dimension = by[0] ?? filtered[0];
  const table = await protectedTable(source, population, dimension ? [dimension] : [], k);
  const pick = filtered[0] ? await rowOf(source, population, filtered[0], filter[filtered[0]] ?? '', dimension, table, k) : table.total;
  const latest = pick.at(-1);
  const groups: Group[] = by.length === 0 ? [] : table.keys.map((key, g) => ({ key: groupKey(by, key), ...shownCell(table.rows[g]?.at(-1)?.shown) }));
  return {
    deadlines: await protectStandings(deadlines, source, table.total, hasJoiners),
    total: shownCell(latest?.shown),
    groups: filtered[0] && by[0] === filtered[0] ? groups.filter((group) => group.key[filtered[0] ?? 'region'] === filter[filtered[0] ?? 'region']) : groups,
    series: fill(await seriesDays(source, announced, question), pick),
  };
}

type Track = { day: string; shown: Shown }[];
type Table = { keys: string[]; total: Track; rows: Track[] };

async function protectedTable(source: CellSource, population: Population, by: GroupingDimension[], k: number): Promise<Table> {
  const totals = await dayChanges(source, []);
  const groups = by.length === 0 ? [] : await dayChanges(source, by);
  const scopes = await populationDays(source);
  const ends = new Map([...totals, ...groups, ...scopes].map((row) => [row.day, row.end]));
  ends.set(source.moment.lastDay, source.moment.asOf);
  const last = population.at(source.moment.asOf, by);
  const keys = by.length === 0 ? [] : [...new Set([...groups.map((row) => row.key), ...(last?.keys() ?? [])])].sort();
  const days: (GuardedDay & { totalTally: Tally; tallies: Tally[] })[] = [];
  const sum = emptyTally();
  const running = keys.map(() => emptyTally());
  for (const day of [...ends.keys()].sort()) {
    const end = ends.get(day) ?? source.moment.asOf;
    for (const row of rowsOf(totals, day)) addTally(sum, row.tally);
    for (const row of rowsOf(groups, day)) addTally(running[keys.indexOf(row.key)] ?? emptyTally(), row.tally);
    const people = population.at(end, by);
    const totalTally = { ...sum };
    const now = running.map((tally) => ({ ...tally }));
    days.push({
      day,
      totalTally,
      tallies: now,
      total: guardedRow(totalTally, population.at(end, [])?.get('') ?? null),
      rows: now.map((tally, g) => guardedRow(tally, people === null ? null : (people.get(keys[g] ?? '') ?? 0))),
    });
  }
  const shown: ShownDay[] = protectDays(days, k);
  return {
    keys,
    total: shown.map((day, i) => ({ day: day.day, shown: { ...day.total, tally: days[i]?.totalTally ?? emptyTally() } })),
    rows: keys.map((_, g) => shown.map((day, i) => ({ day: day.day, shown: { row: day.rows[g]?.row ?? [], withheld: day.rows[g]?.withheld ?? [], tally: days[i]?.tallies[g] ?? emptyTally() } }))),
  };
}

const rowsOf = (rows: DayRow[], day: string) => rows.filter((row) => row.day === day);

async function rowOf(source: CellSource, population: Population, name: GroupingDimension, value: string, loaded: GroupingDimension | undefined, table: Table, k: number): Promise<Track> {
  const own = loaded === name ? table : await protectedTable(source, population, [name], k);
  return own.rows[own.keys.indexOf(value)] ?? [];
}

function shownCell(shown: Shown | undefined): Cell {
  if (!shown) return { population: null, counts: nothing(), rates: { of_due: null, of_reached: null, of_opened: null, of_decided: null }, suppressed: [] };
  const value = (name: (typeof guarded)[number]) => (hides(shown, name) ? null : (shown.row[guarded.indexOf(name)] ?? null));
  const counts = Object.fromEntries(countNames.map((name) => [name, value(name)])) as Counts;
  const population = shown.row[guarded.indexOf('population')] ?? null;
  const open: Record<RateName, boolean> = {
    of_due: !hides(shown, 'accepted') && !hides(shown, 'population'),
    of_reached: states.every((state) => !hides(shown, state)),
    of_opened: guarded.every((name) => !hides(shown, name)) && saysNoMoreThanItsParts(shown.tally),
    of_decided: (['accepted', 'declined', 'withdrawn', 'objected'] as const).every((state) => !hides(shown, state)),
  };
  const rates = ratesOf(shown.tally, population);
  return {
    population: value('population'),
    counts,
    rates: Object.fromEntries(rateNames.map((name) => [name, open[name] ? rates[name] : null])) as Rates,
    suppressed: [...guarded.filter((name) => hides(shown, name)), ...rateNames.filter((name) => !open[name] && rates[name] !== null)],
  };
}

/** How many had opened is no number shown; from the rate it must not tell how many of those who left had opened before. */
function saysNoMoreThanItsParts(tally: Tally): boolean {
  const left = tally.withdrawn + tally.objected + tally.closed;
  const openedAndLeft = tally.opened - tally.accepted - tally.declined - tally.dismissed - tally.deferred - tally.displayed;
  return openedAndLeft === 0 || openedAndLeft === left;
}

const hides = (shown: Shown, name: (typeof guarded)[number]) => shown.withheld[guarded.indexOf(name)] === true;
const nothing = () => Object.fromEntries(countNames.map((name) => [name, null])) as Counts;

function fill(days: { day: string; end: Date }[], track: Track): DayCounts[] {
  let next = 0;
  let current: Shown | undefined;
  return days.map(({ day }) => {
    for (let step = track[next]; step !== undefined && step.day <= day; step = track[++next]) current = step.shown;
    const cell = shownCell(current);
    return { date: day, counts: cell.counts, suppressed: cell.suppressed.filter((name): name is CountName => countNames.some((count) => count === name)) };
  });
}

async function protectStandings(deadlines: DeadlineStanding[], source: CellSource, total: Track, hasJoiners: boolean): Promise<DeadlineStanding[]> {
  const everywhere = deadlines.every(({ entry }) => entry.area === null);
  const shown: DeadlineStanding[] = [];
  for (const standing of deadlines) shown.push(await protectStanding(standing, source, total, everywhere && !(hasJoiners && standing.entry.at < source.moment.asOf)));
  return shown;
}

/**
 * Accepted by a deadline is shown where it is a number of the day walk anyway: a deadline for everywhere at a day's end that holds for
 * joiners too, or one not passed yet. Late acceptances are withheld, since with the two day ends they would tell how many changed their mind.
 */
async function protectStanding(standing: DeadlineStanding, source: CellSource, total: Track, everywhere: boolean): Promise<DeadlineStanding> {
  const passed = standing.entry.at <= source.moment.asOf;
  const end = passed ? await momentOf(source.client, source.campaign.zone, standing.entry.at) : source.moment;
  const step = everywhere && end.wholeDay ? total.findLast(({ day }) => day <= end.lastDay) : undefined;
  const acceptedBy = step && !hides(step.shown, 'accepted') ? (step.shown.row[guarded.indexOf('accepted')] ?? null) : null;
  return { ...standing, acceptedBy, acceptedLate: passed ? null : 0, suppressed: acceptedBy === null || passed };
}
