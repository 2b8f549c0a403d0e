import type { Sample } from '@/domain/uptake/testing/event-sets';

// Contract sections 2 and 3, written once more and as plainly as possible: no rollups, no increments, every subject looked at anew.

export type ModelNotice = { id: string; sha256: string; nature: string; area: string | null; publishedAt: bigint };
export type ModelDeadline = { id: string; area: string | null; at: bigint; since: bigint; recordedAt: bigint };
export type ModelPopulation = { segment: Partial<Record<Dimension, string>>; asOf: bigint; count: number };
export type Dimension = 'region' | 'platform' | 'channel' | 'app_version' | 'locale';
export type World = {
  zone: string;
  countsOn: string[];
  areas: Record<string, string>;
  notices: ModelNotice[];
  deadlines: ModelDeadline[];
  /** Days a person who joins late has from their first event. */
  joinerDays?: number | null;
  population: ModelPopulation[];
  announcedAt: bigint;
  events: Sample[];
};
export type ModelCell = Record<string, number | null>;

const stateNames = ['accepted', 'declined', 'withdrawn', 'objected', 'closed', 'dismissed', 'deferred', 'displayed', 'delivered'];
const order = ['delivered', 'displayed', 'deferred', 'dismissed', 'accepted', 'declined', 'withdrawn', 'objected', 'account_closed'];
const tierOf = (type: string) => [0, 1, 2, 2, 3, 3, 3, 3, 3][order.indexOf(type)] ?? 0;
const rankOf = (type: string) => (tierOf(type) < 2 ? 0 : order.indexOf(type));
const compare = <T extends bigint | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function judge(world: World, event: Sample): { counts: boolean; proven: boolean } {
  const area = world.areas[event.region] ?? null;
  const found = world.notices.filter((n) => (n.sha256 === event.notice.toLowerCase() || n.id === event.notice) && n.area === area && n.publishedAt <= event.micros);
  const aboutPurposes = ['withdrawn', 'objected'].includes(event.type) && Object.keys(event.purposes ?? {}).length > 0;
  return { counts: !aboutPurposes && (found.length === 0 || found.some((n) => world.countsOn.includes(n.nature))), proven: found.length > 0 };
}

type Standing = { state: string; opened: boolean; unproven: boolean; segment: Record<Dimension, string> };

/** Where every subject with a counting event that `holds` stands. */
function standings(world: World, holds: (event: Sample) => boolean): Map<string, Standing> {
  const bySubject = new Map<string, Sample[]>();
  for (const event of world.events) {
    if (holds(event) && judge(world, event).counts) bySubject.set(event.subject, [...(bySubject.get(event.subject) ?? []), event]);
  }
  return new Map([...bySubject].map(([subject, events]) => [subject, standing(world, events)]));
}

function standing(world: World, events: Sample[]): Standing {
  const deciding = events.toSorted((a, b) => tierOf(a.type) - tierOf(b.type) || compare(a.micros, b.micros) || rankOf(a.type) - rankOf(b.type) || byBytes(a.id, b.id)).at(-1);
  const last = events.toSorted((a, b) => compare(a.micros, b.micros) || byBytes(a.id, b.id)).at(-1);
  if (!deciding || !last) throw new Error('a subject without events stands nowhere');
  const state = deciding.type === 'account_closed' ? 'closed' : deciding.type;
  return {
    state,
    opened: ['accepted', 'declined'].includes(state) || events.some((event) => [1, 2].includes(tierOf(event.type))),
    unproven: !judge(world, deciding).proven,
    segment: { region: last.region, platform: last.platform, channel: last.channel, app_version: last.appVersion, locale: last.locale },
  };
}

function cell(people: Standing[], population: number | null): ModelCell {
  const count = (holds: (person: Standing) => boolean) => people.filter(holds).length;
  const byState = Object.fromEntries(stateNames.map((state) => [state, count((person) => person.state === state)]));
  const accepted = count((person) => person.state === 'accepted');
  const rate = (denominator: number | null) => (denominator ? accepted / denominator : null);
  return {
    population,
    ...byState,
    not_reached: population === null ? null : Math.max(0, population - people.length),
    unproven: count((person) => person.unproven),
    of_due: rate(population),
    of_reached: rate(people.length),
    of_opened: rate(count((person) => person.opened)),
    of_decided: rate(count((person) => ['accepted', 'declined', 'withdrawn', 'objected'].includes(person.state))),
  };
}

/** The people in scope per group; null before the first row and for a finer group than the rows have. */
function populationAt(world: World, asOf: bigint, by: Dimension[]): Map<string, number> | null {
  const rows = world.population.filter((row) => row.asOf <= asOf);
  const [first] = rows;
  if (!first || !by.every((name) => first.segment[name] !== undefined)) return null;
  const sums = new Map<string, number>();
  for (const row of rows) {
    const superseded = rows.some((other) => JSON.stringify(other.segment) === JSON.stringify(row.segment) && other.asOf > row.asOf);
    const key = by.map((name) => row.segment[name]).join('\t');
    if (!superseded) sums.set(key, (sums.get(key) ?? 0) + row.count);
  }
  return sums;
}

export function totalAt(world: World, asOf: bigint): ModelCell {
  return cell([...standings(world, (event) => event.micros < asOf).values()], populationAt(world, asOf, [])?.get('') ?? null);
}

export function groupsAt(world: World, asOf: bigint, by: Dimension[]): Map<string, ModelCell> {
  const people = [...standings(world, (event) => event.micros < asOf).values()];
  const population = populationAt(world, asOf, by);
  const keyOf = (person: Standing) => by.map((name) => person.segment[name]).join('\t');
  const keys = [...new Set([...people.map(keyOf), ...(population?.keys() ?? [])])];
  return new Map(keys.map((key) => [key, cell(people.filter((person) => keyOf(person) === key), population === null ? null : (population.get(key) ?? 0))]));
}

/** The state counts at the end of each local day, the last cut at `asOf`. */
export function seriesAt(world: World, asOf: bigint): { date: string; counts: ModelCell }[] {
  const dateOf = (at: bigint) => new Intl.DateTimeFormat('en-CA', { timeZone: world.zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(Number(at / 1000n)));
  const series = [];
  const last = dateOf(asOf - 1n);
  for (const day = new Date(`${dateOf(world.announcedAt)}T00:00:00Z`); day.toISOString().slice(0, 10) <= last; day.setUTCDate(day.getUTCDate() + 1)) {
    const date = day.toISOString().slice(0, 10);
    series.push({ date, counts: cell([...standings(world, (event) => event.micros < asOf && dateOf(event.micros) <= date).values()], null) });
  }
  return series;
}

/** Every deadline that was in force by `asOf` for a region that matters: accepted by it, and accepted late. */
export function deadlinesAt(world: World, asOf: bigint): Map<string, { by: number; late: number }> {
  const recorded = world.deadlines.filter((entry) => entry.since <= asOf);
  const inForce = (region: string, at: bigint) => {
    const last = (area: string | null) => recorded.filter((e) => e.area === area && e.since <= at).toSorted((a, b) => compare(a.since, b.since) || compare(a.recordedAt, b.recordedAt) || byBytes(a.id, b.id)).at(-1);
    const area = world.areas[region];
    return (area === undefined ? undefined : last(area)) ?? last(null);
  };
  const wasInForce = (entry: ModelDeadline, region: string) => recorded.some((other) => inForce(region, other.since) === entry);
  const now = standings(world, (event) => event.micros < asOf);
  const first = new Map<string, bigint>();
  for (const event of world.events) if (judge(world, event).counts && event.micros < (first.get(event.subject) ?? asOf)) first.set(event.subject, event.micros);
  const ownDeadline = ({ subject }: Sample) => (world.joinerDays ? (first.get(subject) ?? asOf) + BigInt(world.joinerDays) * 86_400_000_000n : 0n);
  const plainly = recorded.map((entry) => standings(world, (event) => event.micros < asOf && event.micros < entry.at));
  const then = new Map(recorded.map((entry) => [entry, standings(world, (event) => event.micros < asOf && (event.micros < entry.at || event.micros < ownDeadline(event)))]));
  const inTime = [...then.values()].flatMap((people) => [...people.values()].filter(({ state }) => state === 'accepted'));
  const standingRegions = [...[now, ...plainly].flatMap((people) => [...people.values()]), ...inTime].map((person) => person.segment.region);
  const regions = new Set([...standingRegions, ...Object.keys(world.areas), ...(populationAt(world, asOf, ['region'])?.keys() ?? [])]);
  const answer = new Map<string, { by: number; late: number }>();
  for (const [entry, people] of then) {
    if (![...(regions.size > 0 ? regions : ['ZZ'])].some((region) => wasInForce(entry, region))) continue;
    const accepted = ({ state, segment }: Standing) => state === 'accepted' && wasInForce(entry, segment.region);
    const lateOnes = [...now].filter(([subject, person]) => accepted(person) && people.get(subject)?.state !== 'accepted');
    answer.set(entry.id, { by: [...people.values()].filter(accepted).length, late: entry.at < asOf ? lateOnes.length : 0 });
  }
  return answer;
}
