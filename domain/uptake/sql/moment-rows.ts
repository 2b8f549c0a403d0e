import pg from 'pg';
import { blockDays, blockHalves, blockOf } from '@/domain/uptake/engine/block';
import { dayNumber } from '@/domain/uptake/engine/calendar';
import { MoveList } from '@/domain/uptake/engine/move-list';
import { halfMicros, halfParts, hourParts, joinedParts, moveLength, partMicros } from '@/domain/uptake/engine/moves';
import type { Grain } from '@/domain/uptake/grain';
import { type Moment, calendarAt, micros } from '@/domain/uptake/moment-queries';
import type { Standing } from '@/domain/uptake/standing-sums';
import type { Asker } from '@/domain/uptake/sql/locks';
import { type CopiedRow, copiedRows } from '@/db/copied-rows';
import type { Words } from '@/domain/uptake/sql/words';

/** What will be asked of a moment: how things stand in some groupings, and day by day in others. */
export type Wanted = { moment: Moment; grains: readonly Grain[]; series: readonly Grain[] };
export type CellSource = {
  client: Asker;
  campaign: { id: number; zone: string };
  words: Words;
  moment: Moment;
  /** Null: as known now. Else what was recorded by then. */
  knownAt: Date | null;
  /** What will be asked, of this moment and others, so that the first question's statement brings it all. */
  wanted: Wanted[];
  /** What was read already, per moment, and the answers to questions. */
  held: Map<number, Held>;
  answers: Map<string, Map<string, Standing>>;
};

/**
 * Inside a day: the hour and half hour the moment lies in, how many half hours the blocks answer for, and the parts of its hour (`joinedParts`) that its ledger rows are read of, since the
 * blocks are ahead of it or behind. Where the hour is summed by parts, these say what changed between the blocks and the nearest part's end (`near`, of the half hour), and rows are read between it and the moment.
 */
type Inside = { day: number; hour: number; half: number; offset: number; summed: number; parts: [from: number, to: number]; near: number; nearParts: [from: number, to: number] };
export type Base = { /** The last day that the rollup answers for. */ day: number; inside: Inside | null };
export type Row = { block: number; cells: Buffer };
/** What the database says about a moment: per grouping the last block of days, of the moment's own day's half hours and the parts of its half hour, every block of days, and the ledger rows that these do not say. */
export type Held = { base: Base; days: Map<Grain, Row | null>; hours: Map<Grain, Row | null>; parts: Map<Grain, Row | null>; series: Map<Grain, Row[]>; rest: MoveList };

/** A source that has read nothing yet. */
export const cellSource = (about: Pick<CellSource, 'client' | 'campaign' | 'words' | 'moment' | 'knownAt'>, wanted: Wanted[] = []): CellSource => ({ ...about, wanted: [...wanted], held: new Map(), answers: new Map() });

/** The same source at another moment. */
export const atMoment = (source: CellSource, moment: Moment): CellSource => ({ ...source, moment });

/** Where the moment lies: at a day's end, or inside a day, which begins with the end of the day before. */
async function baseOf({ client, campaign }: CellSource, moment: Moment): Promise<Base> {
  const lastDay = dayNumber(moment.lastDay);
  if (moment.wholeDay) return { day: lastDay, inside: null };
  const offset = micros(moment.asOf) - (await calendarAt(client, campaign.zone, micros(moment.asOf))).startOf(lastDay);
  const half = Math.floor(offset / halfMicros);
  const part = (offset - half * halfMicros) / partMicros;
  const isLate = part > halfParts / 2;
  const near = Math.round(part);
  const first = (half % 2) * halfParts;
  const between = (one: number, other: number): Inside['parts'] => [Math.floor((first + Math.min(one, other)) * closer), Math.ceil((first + Math.max(one, other)) * closer)];
  return {
    day: lastDay - 1,
    inside: { day: lastDay, hour: Math.floor(half / 2), half, offset, summed: isLate ? half + 1 : half, parts: between(part, isLate ? halfParts : 0), near, nearParts: between(part, near) },
  };
}

/** The parts that ledger rows are read by, in one of those that an hour is summed by. */
const closer = joinedParts / hourParts;

/** What is to be read of a moment; its ledger rows come with what is read first. */
type Asked = { moment: Moment; base: Base; grains: Grain[]; series: Grain[]; withLedger: boolean };
type Found = { kind: 'days' | 'hours' | 'parts' | 'series' | 'open' | 'inside' | 'near' | 'later'; asked: number; grain: Grain; day: string; /** The block, or a ledger row's hour. */ step: number; known: boolean; bytes: Buffer };

/** The moves of some parts of an hour; all, where they are not marked. Marks are as close as that in rows put together alone, and not in those of the release before. */
const partsOf = ([from, to]: Inside['parts']) => {
  const mark = (part: number, wider: number) => `marks[case cardinality(marks) when ${joinedParts - 1} then ${part} else ${wider} end]`;
  const begin = `coalesce(${mark(from, Math.floor(from / closer))}, 0)`;
  return from === to ? `''::bytea` : `substring(moves from ${moveLength} * ${begin} + 1 for ${moveLength} * (coalesce(${mark(to, Math.ceil(to / closer))}, length(moves) / ${moveLength}) - ${begin}))`;
};

/** Of rows put together, some recorded by an instant and some after it: the moves of one or the other. */
const recorded = (which: '<' | '>=', at: string) => `(select coalesce(string_agg(substring(own.moves from ${moveLength} * i + 1 for ${moveLength}), ''::bytea), '')
  from (select moves || ''::bytea as moves, origins || ''::bytea as origins, (select count(*) from unnest(instants) t where t <= ${at}) as known offset 0) own, generate_series(0, length(own.moves) / ${moveLength} - 1) i
  where get_byte(own.origins, 2 * i) + 256 * get_byte(own.origins, 2 * i + 1) ${which} own.known)`;

/**
 * The rows about some moments in one statement, so that they say one thing: `open` is not folded yet, `inside` of the hour that `asOf` lies in, `near` of it and in
 * its `parts`, `later`, which counts the other way, recorded after `knownAt`. Those of `open` and `later` come once for all moments.
 */
async function readRows({ client, campaign, knownAt }: CellSource, asked: readonly Asked[]): Promise<Found[]> {
  const id = campaign.id;
  const at = knownAt && `${pg.escapeLiteral(knownAt.toISOString())}::timestamptz`;
  const known = at ? `recorded_at <= ${at}` : 'true';
  const movesOf = (which: string, isKnown: string, moves = 'moves') => `select day, hour, ${isKnown} as known, ${moves} as moves from ledger where campaign_id = ${id} and ${which}`;
  // Moves are of one length, so an hour's rows are one after the other: one row of the answer.
  const ledger = (kind: string, n: number, rows: string) => `select '${kind}', ${n}, '', day::text, hour, known, string_agg(moves, ''::bytea) from (${rows}) l group by day, hour, known`;
  const parts = asked.flatMap(({ moment, base: { day, inside }, grains, series, withLedger }, n) => {
    const last = (kind: string, table: string, of: readonly Grain[], until: number, which = '') =>
      `select '${kind}' as kind, ${n} as asked, r.grain, '' as day, r.block as step, true as known, r.cells as bytes from unnest(${listOf(of)}) g(grain) cross join lateral
       (select grain, block, cells from ${table} where campaign_id = ${id} and grain = g.grain ${which} and block <= ${until} order by block desc limit 1) r`;
    const own = [last('days', 'rollup', grains.filter((grain) => !series.includes(grain)), blockOf(day, blockDays))]; // A series brings its last block itself.
    if (inside && inside.summed > 0) own.push(last('hours', 'rollup_hours', grains, blockOf(inside.summed - 1, blockHalves), `and day = ${dateOf(moment.lastDay)}`));
    if (series.length > 0) own.push(`select 'series', ${n}, grain, '', block, true, cells from rollup where campaign_id = ${id} and grain = any(${listOf(series)}) and block <= ${blockOf(day, blockDays)}`);
    if (!inside) return own;
    const hour = `folded and day = ${dateOf(moment.lastDay)} and hour = ${inside.hour}`;
    if (at && withLedger) own.push(ledger('inside', n, movesOf(`${hour} and coalesce(instants[1], recorded_at) <= ${at}`, 'true', `case when recorded_at <= ${at} then ${partsOf(inside.parts)} else ${recorded('<', at)} end`)));
    if (at) return own;
    if (grains.length > 0) own.push(`select 'parts', ${n}, grain, '', half, true, cells from rollup_parts where campaign_id = ${id} and grain = any(${listOf(grains)}) and day = ${dateOf(moment.lastDay)} and half = ${inside.half}`);
    if (withLedger) own.push(`select case when instants is null then 'inside' else 'near' end, ${n}, '', '${moment.lastDay}', ${inside.hour}, true,
      string_agg(case when instants is null then ${partsOf(inside.parts)} else ${partsOf(inside.nearParts)} end, ''::bytea) from ledger where campaign_id = ${id} and ${hour} group by instants is null`);
    return own;
  });
  const lastDay = asked.flatMap(({ moment, withLedger }) => (withLedger ? [moment.lastDay] : [])).sort().at(-1);
  if (lastDay) {
    // Not with the day at once (offset 0 keeps them apart): a server that has no statistics of the ledger yet would go through all of it, day by day.
    parts.push(ledger('open', everyMoment, `select * from (${movesOf('not folded', known)} offset 0) o where day <= ${dateOf(lastDay)}`));
    if (at) parts.push(ledger('later', everyMoment, movesOf(`folded and recorded_at > ${at} and day <= ${dateOf(lastDay)}`, 'false', `case when coalesce(instants[1], recorded_at) > ${at} then moves else ${recorded('>=', at)} end`)));
  }
  return (await copiedRows(client, parts.join(' union all '))).map(foundOf);
}

/** Of rows that are about each moment whose ledger was asked for. */
const everyMoment = -1;
const dateOf = (day: string) => `${pg.escapeLiteral(day)}::date`;
const listOf = (grains: readonly Grain[]) => `array[${grains.map((grain) => pg.escapeLiteral(grain)).join()}]::text[]`;
const nothing = Buffer.alloc(0);

function foundOf([kind, asked, grain, day, step, known, bytes]: CopiedRow): Found {
  return {
    kind: String(kind) as Found['kind'], asked: asked?.readInt32BE() ?? 0, grain: String(grain) as Grain, day: String(day), step: step?.readInt32BE() ?? 0, known: known?.[0] === 1, bytes: bytes ?? nothing,
  };
}

/** What is held about the source's moment, these groupings among it. */
export async function hold(source: CellSource, grains: readonly Grain[], series: readonly Grain[] = []): Promise<Held> {
  const time = source.moment.asOf.getTime();
  const known = source.held.get(time);
  if (known && grains.every((grain) => known.days.has(grain)) && series.every((grain) => known.series.has(grain))) return known;
  const asked = await missingOf(source, [{ moment: source.moment, grains, series }, ...source.wanted.splice(0)]);
  const rows = await readRows(source, asked);
  asked.forEach((one, n) => keep(source, one, rows.filter((row) => row.asked === n || row.asked === everyMoment)));
  return source.held.get(time) ?? hold(source, grains, series);
}

/** Of what is wanted, what is not held yet, each moment once. */
async function missingOf(source: CellSource, wanted: readonly Wanted[]): Promise<Asked[]> {
  const asked = new Map<number, Asked>();
  for (const { moment, grains, series } of wanted) {
    const time = moment.asOf.getTime();
    const held = source.held.get(time);
    const one = asked.get(time) ?? { moment, base: held?.base ?? (await baseOf(source, moment)), grains: [], series: [], withLedger: held === undefined };
    asked.set(time, one);
    for (const grain of grains) if (!held?.days.has(grain) && !one.grains.includes(grain)) one.grains.push(grain);
    for (const grain of series) if (!held?.series.has(grain) && !one.series.includes(grain)) one.series.push(grain);
  }
  return [...asked.values()];
}

function keep({ held }: CellSource, { moment, base, grains, series, withLedger }: Asked, rows: Found[]): void {
  const own = held.get(moment.asOf.getTime()) ?? { base, days: new Map(), hours: new Map(), parts: new Map(), series: new Map(), rest: new MoveList() };
  for (const grain of series) own.series.set(grain, rowsOf(rows, 'series', grain).sort((a, b) => a.block - b.block));
  for (const grain of grains) {
    own.days.set(grain, (series.includes(grain) ? own.series.get(grain)?.at(-1) : rowsOf(rows, 'days', grain)[0]) ?? null);
    own.hours.set(grain, rowsOf(rows, 'hours', grain)[0] ?? null);
    own.parts.set(grain, rowsOf(rows, 'parts', grain)[0] ?? null);
  }
  if (withLedger) for (const row of rows) if (ledgerKinds.has(row.kind)) addMoves(own.rest, row, base);
  held.set(moment.asOf.getTime(), own);
}

const ledgerKinds = new Set<Found['kind']>(['open', 'inside', 'near', 'later']);
const rowsOf = (rows: Found[], kind: Found['kind'], grain: Grain): Row[] => rows.filter((one) => one.kind === kind && one.grain === grain).map(({ step, bytes }) => ({ block: step, cells: bytes }));

/** Adds what a ledger row changes beyond the blocks: its moves before the moment, less those that blocks and parts hold. Of parts that were not read nothing changes, and rows after the moment's last day are about another. */
function addMoves(rest: MoveList, row: Found, base: Base): void {
  const day = dayNumber(row.day);
  if (day > (base.inside?.day ?? base.day)) return;
  const own = day === base.inside?.day ? base.inside : null;
  const until = own ? own.offset : Infinity;
  const summed = row.kind === 'open' ? 0 : !own ? Infinity : row.kind === 'near' ? own.half * halfMicros + own.near * partMicros : own.summed * halfMicros;
  if (row.known) rest.addRow(day, row.bytes, summed, until, 1);
  rest.addRow(day, row.bytes, row.known ? until : 0, summed, -1);
}
