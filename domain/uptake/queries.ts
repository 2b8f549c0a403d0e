import { type Actor, can, permit } from '@/domain/access/permissions';
import { deadlinesThatWereInForce, mainDeadline } from '@/domain/campaigns/deadline';
import { type Campaign, getCampaign, ofCampaign } from '@/domain/campaigns/queries';
import { type Clock, systemClock } from '@/domain/clock';
import { dayChanges, joinersByRegion, lateByRegion, seriesDays, talliesByGroup } from '@/domain/uptake/cell-queries';
import { grainFor } from '@/domain/uptake/grain';
import { endOfDay, momentOf } from '@/domain/uptake/moment-queries';
import { type Population, readPopulation } from '@/domain/uptake/population-queries';
import { type CellSource, type Wanted, atMoment, cellSource, hold } from '@/domain/uptake/sql/moment-rows';
import { wordsOf } from '@/domain/uptake/sql/words';
import { protectedView } from '@/domain/uptake/protected-view';
import { type Tally, addTally, emptyTally } from '@/domain/uptake/rates';
import { type SegmentFilter, unsupportedGrouping } from '@/domain/uptake/schemas';
import { type DayCounts, type DeadlineStanding, type Group, type UptakeQuestion, type UptakeView, cellOf, groupKey } from '@/domain/uptake/view';
import { type GroupingDimension, groupingDimensions } from '@/domain/uptake/vocabulary';
import { connection } from '@/db/client';
import { readEnvironment } from '@/env';

/**
 * Everything the uptake page, the API and the reports show of a campaign at an instant: counts and rates in total, per group and
 * per day, against every deadline that was in force (contract sections 3 and 5). Exact for who may see exact numbers; others get
 * day ends of one-dimensional tables with small cells withheld. One statement reads the rollups
 * and the ledger, never the events, so that all numbers are of one state of the database.
 */
export async function readUptake(actor: Actor, question: UptakeQuestion, clock: Clock = systemClock): Promise<UptakeView> {
  permit(actor, 'uptake:read');
  const exact = can(actor, 'uptake:exact');
  const by = question.by ?? [];
  const filter = question.filter ?? {};
  if (!exact && (by.length > 1 || filtersOf(filter).length > 1)) throw unsupportedGrouping([...by, ...Object.keys(filter)]);
  const now = clock();
  const knownAt = question.knownAt ?? now;
  const { campaign, source, population } = await ofCampaign(actor, question.campaign, (found) => readCells(found, question, { now, knownAt, exact }));
  const { moment } = source;
  const deadlines = await standings(source, campaign, population);
  const { smallCell } = readEnvironment();
  const answer = { campaign, asOf: moment.asOf, knownAt, exact, smallCell, deadline: mainDeadline(campaign.deadlines, moment.asOf) };
  if (!exact) return { ...answer, ...(await protectedView({ source, population, by, filter, deadlines, question, announced: campaign.announcedAt, hasJoiners: campaign.joinerDays !== null, k: smallCell })) };
  const totals = await talliesByGroup(source, [], filter);
  const groups = by.length === 0 ? new Map<string, Tally>() : await talliesByGroup(source, by, filter);
  const changes = await dayChanges(source, [], filter);
  return {
    ...answer,
    deadlines,
    total: cellOf(totals.get('') ?? emptyTally(), population.at(moment.asOf, [], filter)?.get('') ?? null),
    groups: groupsOf(groups, population.at(moment.asOf, by, filter), by),
    series: seriesOf(await seriesDays(source, campaign.announcedAt, question), changes.map((row) => ({ day: row.day, tally: row.tally })), (end) => population.at(end, [], filter)?.get('') ?? null),
  };
}

const filtersOf = (filter: SegmentFilter) => groupingDimensions.filter((name) => filter[name] !== undefined);

/** The campaign as it was known, and all that the database has to say to the question: the cells of its moment and of every deadline that had passed, and the people in scope. */
async function readCells(found: Campaign, question: UptakeQuestion, { now, knownAt, exact }: { now: Date; knownAt: Date; exact: boolean }): Promise<{ campaign: Campaign; source: CellSource; population: Population }> {
  const { pool: client } = await connection();
  const { zone } = found;
  const by = question.by ?? [];
  const filtered = filtersOf(question.filter ?? {});
  const asked = question.endOfDay === undefined ? (question.asOf ?? now) : await endOfDay(client, zone, question.endOfDay);
  let moment = await momentOf(client, zone, question.endOfDay !== undefined && asked > now ? now : asked);
  if (!exact && !moment.wholeDay) moment = await momentOf(client, zone, moment.dayStart);
  const campaign = { ...found, deadlines: found.deadlines.filter((entry) => entry.recordedAt <= knownAt) };
  const whole = grainFor(filtered);
  const passed = await Promise.all(campaign.deadlines.filter((entry) => entry.since <= moment.asOf && entry.at < moment.asOf).map((entry) => momentOf(client, zone, entry.at)));
  const source = cellSource({ client, campaign, words: wordsOf(client, campaign.id), moment, knownAt: question.knownAt ?? null }, [
    { moment, grains: [whole, 'region', grainFor([...new Set([...by, ...filtered])])], series: exact ? [whole] : ['total', grainFor(by), grainFor(filtered)] },
    ...passed.map((at): Wanted => ({ moment: at, grains: ['region'], series: [] })),
  ]);
  const [population] = await Promise.all([readPopulation(client, campaign.id, knownAt), hold(source, [])]);
  return { campaign, source, population };
}

function groupsOf(tallies: Map<string, Tally>, inScope: ReadonlyMap<string, number> | null, by: GroupingDimension[]): Group[] {
  if (by.length === 0) return [];
  const keys = [...(inScope === null ? tallies.keys() : new Set([...tallies.keys(), ...inScope.keys()]))].sort();
  return keys.map((key) => {
    const { population, counts, rates, suppressed } = cellOf(tallies.get(key) ?? emptyTally(), inScope === null ? null : (inScope.get(key) ?? 0));
    return { key: groupKey(by, key), population, counts, rates, suppressed };
  });
}

function seriesOf(days: { day: string; end: Date }[], changes: { day: string; tally: Tally }[], populationAt: (end: Date) => number | null): DayCounts[] {
  const running = emptyTally();
  let next = 0;
  return days.map(({ day, end }) => {
    for (let change = changes[next]; change !== undefined && change.day <= day; change = changes[++next]) addTally(running, change.tally);
    return { date: day, counts: cellOf({ ...running }, populationAt(end)).counts, suppressed: [] };
  });
}

/** Accepted in time and late per deadline that was in force for a region somebody stood in, at the deadline or at the moment. */
async function standings(source: CellSource, campaign: Campaign, population: Population): Promise<DeadlineStanding[]> {
  const { moment } = source;
  const reached = await talliesByGroup(source, ['region']);
  const acceptedBy = new Map<string, Map<string, number>>();
  for (const entry of campaign.deadlines) if (entry.since <= moment.asOf) acceptedBy.set(entry.id, await acceptedInTime(source, campaign, entry));
  const inScope = population.dimensions.includes('region') ? population.at(moment.asOf, ['region']) : null;
  const regions = new Set([...reached.keys(), ...[...acceptedBy.values()].flatMap((byRegion) => [...byRegion.keys()]), ...campaign.areas.keys(), ...(inScope?.keys() ?? [])]);
  const standing: DeadlineStanding[] = [];
  for (const { entry, regions: own } of deadlinesThatWereInForce(campaign.deadlines, campaign.areas, regions.size > 0 ? [...regions] : ['ZZ'], moment.asOf)) {
    const late = entry.at < moment.asOf ? await lateByRegion(source, entry.ordinal) : null;
    const sum = (numbers: Map<string, number> | null | undefined) => own.reduce((total, region) => total + (numbers?.get(region) ?? 0), 0);
    standing.push({ entry, regions: own, acceptedBy: sum(acceptedBy.get(entry.id)), acceptedLate: sum(late), suppressed: false });
  }
  return standing;
}

/** Accepted over events before the deadline, or before a joiner's own where the campaign grants one, per region. */
async function acceptedInTime(source: CellSource, { joinerDays }: Campaign, { at, ordinal }: Campaign['deadlines'][number]): Promise<Map<string, number>> {
  const passed = at < source.moment.asOf;
  const moment = passed ? await momentOf(source.client, source.campaign.zone, at) : source.moment;
  const accepted = new Map([...(await talliesByGroup(atMoment(source, moment), ['region']))].map(([region, tally]) => [region, tally.accepted]));
  if (joinerDays === null || !passed) return accepted;
  for (const [region, n] of await joinersByRegion(source, ordinal)) accepted.set(region, (accepted.get(region) ?? 0) + n);
  return accepted;
}

/** The instant at which a day ends in a campaign's zone, or in UTC without a campaign. */
export async function dayEnd(actor: Actor, key: string | null, day: string): Promise<Date> {
  permit(actor, 'uptake:read');
  const zone = key === null ? 'UTC' : (await getCampaign(actor, key)).zone;
  const { pool } = await connection();
  return endOfDay(pool, zone, day);
}
