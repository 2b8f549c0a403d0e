import { joinerCode, lateCode } from '@/domain/uptake/engine/facts';
import { blockDays, blockHalves, scanBlock, sumBlock, sumSteps } from '@/domain/uptake/engine/block';
import { dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import { halfParts } from '@/domain/uptake/engine/moves';
import { type Part, type PlaceGrain, partOf, placePart } from '@/domain/uptake/engine/slot';
import { type Grain, grainFor } from '@/domain/uptake/grain';
import { calendarAt, dayMicros, instant, micros } from '@/domain/uptake/moment-queries';
import { type Tally, emptyTally } from '@/domain/uptake/rates';
import type { SegmentFilter } from '@/domain/uptake/schemas';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import { type CellSource, type Held, type Row, hold } from '@/domain/uptake/sql/moment-rows';
import { SlotGroups, type Standing, StandingSums, addTo } from '@/domain/uptake/standing-sums';
import type { Words } from '@/domain/uptake/sql/words';
import { type GroupingDimension, groupingDimensions, states } from '@/domain/uptake/vocabulary';

export type DayRow = { day: string; end: Date; key: string; tally: Tally };
type Groups = { grain: Grain; slots: SlotGroups };

/** Groups of places by what is asked of them: at most some dozens, kept for all campaigns. */
const placeGroups = new Map<string, SlotGroups>();

function groupsOfPlaces(grain: PlaceGrain, by: readonly GroupingDimension[]): SlotGroups {
  const name = `${grain} ${by.join()}`;
  const groups = placeGroups.get(name) ?? new SlotGroups((slot) => keyOf(placePart(grain, slot), by));
  placeGroups.set(name, groups);
  return groups;
}

const keyOf = (part: Part, by: readonly GroupingDimension[]) => by.map((name) => part[name]).join('\t');

/** Which grouping answers a question, and which of the question's groups its slots belong to. */
function groupsOf(words: Words, by: GroupingDimension[], filter: SegmentFilter): Groups {
  const wanted = groupingDimensions.filter((name) => filter[name] !== undefined);
  const grain = grainFor([...new Set([...by, ...wanted])]);
  if (wanted.length === 0 && grain !== 'version' && grain !== 'locale') return { grain, slots: groupsOfPlaces(grain, by) };
  const slots = new SlotGroups((slot) => {
    const part = partOf(grain, slot, words);
    return wanted.some((name) => part[name] !== filter[name]) ? null : keyOf(part, by);
  });
  return { grain, slots };
}

/** Reads the words that slots of versions and locales need, if some came since they were read. */
async function readWords({ client, words }: CellSource, grain: Grain, ofDays: (Row | null | undefined)[], { hours, parts, rest }: Held): Promise<void> {
  if (grain !== 'version' && grain !== 'locale') return;
  let greatest = -1;
  const meet = (slot: number) => (greatest = Math.max(greatest, slot));
  for (const row of [...ofDays, hours.get(grain), parts.get(grain)]) if (row) scanBlock(row.cells, meet);
  rest.visit(grain, meet);
  await words.load(client, greatest >= 0 && !words.knowsSlot(grain, greatest));
}

/** Of the moment's day the half hours that its blocks answer for, which the rollup of days does not say, and the parts of a half hour between these and what its ledger rows say: taken off where the blocks are ahead. */
function visitInside({ hours, parts, base: { inside } }: Held, grain: Grain, visit: (slot: number, code: number, n: number) => void): void {
  const [row, fine] = [hours.get(grain), parts.get(grain)];
  if (row && inside) sumBlock(row.cells, inside.summed - 1 - row.block * blockHalves, visit);
  if (!fine || !inside) return;
  if (inside.summed > inside.half) sumSteps(fine.cells, inside.near, halfParts, (slot, code, n) => visit(slot, code, -n));
  else sumSteps(fine.cells, 0, inside.near, visit);
}

const isEmpty = (tally: Tally) => tally.opened === 0 && tally.unproven === 0 && states.every((state) => tally[state] === 0);

async function standingByGroup(source: CellSource, by: GroupingDimension[], filter: SegmentFilter): Promise<Map<string, Standing>> {
  const groups = groupsOf(source.words, by, filter);
  const held = await hold(source, [groups.grain]);
  const sums = new StandingSums(groups.slots);
  const add = (slot: number, code: number, n: number) => sums.add(slot, code, n);
  const row = held.days.get(groups.grain);
  await readWords(source, groups.grain, [row], held);
  if (row) sumBlock(row.cells, held.base.day - row.block * blockDays, add);
  visitInside(held, groups.grain, add);
  held.rest.visit(groups.grain, add);
  return sums.take();
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
  const tallies = new Map<string, Tally>();
  for (const [key, { tally }] of found) if (!isEmpty(tally)) tallies.set(key, tally);
  return tallies;
}

/** The change of each day, per group of one dimension or in total, oldest first, each with the instant its day ends (the moment's own for the last). */
export async function dayChanges(source: CellSource, by: GroupingDimension[], filter: SegmentFilter = {}): Promise<DayRow[]> {
  const groups = groupsOf(source.words, by, filter);
  const held = await hold(source, [groups.grain], [groups.grain]);
  const days = new Map<number, Map<string, Tally>>();
  const add = (slot: number, code: number, n: number, day: number) => {
    const key = groups.slots.keyAt(groups.slots.numberOf(slot));
    if (key === null) return;
    let tallies = days.get(day);
    if (!tallies) days.set(day, (tallies = new Map()));
    let tally = tallies.get(key);
    if (!tally) tallies.set(key, (tally = emptyTally()));
    addTo(tally, code, n);
  };
  const rows = held.series.get(groups.grain) ?? [];
  await readWords(source, groups.grain, rows, held);
  for (const { block, cells } of rows) {
    scanBlock(cells, (slot, code, offset, n) => {
      const day = block * blockDays + offset;
      if (offset >= 0 && day <= held.base.day) add(slot, code, n, day);
    });
  }
  const lastDay = dayNumber(source.moment.lastDay);
  visitInside(held, groups.grain, (slot, code, n) => add(slot, code, n, lastDay));
  for (const { sub, code, n, step } of held.rest.changes(groups.grain).list()) add(sub, code, n, step);
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
