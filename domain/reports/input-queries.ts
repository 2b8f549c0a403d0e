import { and, asc, eq, lte } from 'drizzle-orm';
import { type Actor, can, permit } from '@/domain/access/permissions';
import { DomainError } from '@/domain/errors';
import { type CampaignData, type Clocks, cellData, dayData, deadlineData, groupData } from '@/domain/reports/campaign-data';
import { momentOf } from '@/domain/uptake/moment-queries';
import { readUptake } from '@/domain/uptake/queries';
import type { SegmentFilter } from '@/domain/uptake/schemas';
import type { UptakeView } from '@/domain/uptake/view';
import type { GroupingDimension } from '@/domain/uptake/vocabulary';
import { words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import type { Language } from '@/domain/words/vocabulary';
import { connection } from '@/db/client';
import { notices, population } from '@/db/schema';

export type InputRequest = { language: Language; asOf: Date; knownAt: Date };
export type CampaignRequest = InputRequest & { campaign: string; filters: SegmentFilter };

const attempts = 5;

/**
 * Everything the campaign report says, as known at one instant, in the detail the actor may see. The three readings must agree on
 * the total; while an import commits between them they are taken again, and `unavailable` is thrown when that does not end.
 */
export async function readCampaignData(actor: Actor, request: CampaignRequest): Promise<CampaignData> {
  permit(actor, 'uptake:read');
  const filters = Object.fromEntries(Object.entries(request.filters).filter((entry): entry is [string, string] => entry[1] !== undefined));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const views = await readViews(actor, request);
    if (new Set(views.map((view) => JSON.stringify([view.total, view.deadlines, view.asOf]))).size > 1) continue;
    const view = views[0];
    const group = (by: GroupingDimension[]) => views.find((one) => one.by.join() === by.join())?.groups.map(groupData) ?? [];
    const { campaign } = view;
    return {
      type: 'campaign_uptake', language: request.language, campaign: campaign.key, title: campaign.title, zone: campaign.zone, illustrative: campaign.illustrative, mandatory: campaign.mandatory, target: campaign.target, joiner_days: campaign.joinerDays,
      announced_at: campaign.announcedAt.toISOString(), as_of: view.asOf.toISOString(), known_at: request.knownAt.toISOString(), exact: view.exact, small_cell: view.exact ? null : view.smallCell, filters,
      ...cellData(view.total),
      deadlines: deadlineData(view),
      groups: { region: group(['region']), platform: group(['platform']), region_platform: group(['region', 'platform']) },
      series: view.series.map(dayData),
      ...(await readTexts(campaign.id, request.knownAt, view.asOf)),
      counts_on: campaign.countsOn, areas: areasOf(campaign.areas), batches: view.exact ? await readBatches(campaign.id, request.knownAt) : null,
      marks: await readMarks(view, request.language),
      clocks: await readClocks(),
    };
  }
  throw new DomainError('unavailable', 'Events are arriving so fast that the numbers of this report do not stand still. Try again in a moment.');
}

/** The regions of each area, both by name. */
function areasOf(regions: ReadonlyMap<string, string>): CampaignData['areas'] {
  const areas: CampaignData['areas'] = {};
  for (const [region, area] of [...regions].sort(([a], [b]) => (a < b ? -1 : 1))) (areas[area] ??= []).push(region);
  return areas;
}

/** The numbers of the batches that had brought events by an instant and were not withdrawn by then; one whose every line was rejected brought none. */
async function readBatches(campaignId: number, knownAt: Date): Promise<NonNullable<CampaignData['batches']>> {
  const { pool } = await connection();
  const found = await pool.query<{ number: number }>(
    `select b.number from batches b where b.campaign_id = $1 and (b.withdrawn_at is null or b.withdrawn_at > $2) and b.stored + b.duplicates > 0
       and exists (select 1 from segments s where s.batch_id = b.id and s.recorded_at <= $2) order by b.number`,
    [campaignId, knownAt],
  );
  return found.rows.map(({ number }) => number);
}

type ViewBy = UptakeView & { by: GroupingDimension[] };

/** One reading per table. Who sees no exact numbers gets tables of one dimension, under a filter only that of the filter. */
async function readViews(actor: Actor, { campaign, asOf, knownAt, filters }: CampaignRequest): Promise<[ViewBy, ...ViewBy[]]> {
  const filtered = (['region', 'platform', 'channel'] as const).filter((name) => filters[name] !== undefined);
  const tables: GroupingDimension[][] = can(actor, 'uptake:exact')
    ? [['region', 'platform'], ['region'], ['platform']]
    : [['region'] as const, ['platform'] as const].map((by) => [...by]).filter(([name]) => filtered.length === 0 || filtered[0] === name);
  const read = async (by: GroupingDimension[]): Promise<ViewBy> => ({ by, ...(await readUptake(actor, { campaign, asOf, knownAt, by, filter: filters }, () => knownAt)) });
  const [first = [], ...others] = tables;
  const view = await read(first);
  const rest: ViewBy[] = [];
  for (const by of others) rest.push(await read(by));
  return [view, ...rest];
}

async function readTexts(campaignId: number, knownAt: Date, asOf: Date): Promise<Pick<CampaignData, 'notices' | 'population_rows'>> {
  const { db } = await connection();
  const [texts, people] = await Promise.all([
    db.select().from(notices).where(and(eq(notices.campaignId, campaignId), lte(notices.recordedAt, knownAt))).orderBy(asc(notices.publishedAt), asc(notices.id)),
    db.selectDistinct({ asOf: population.asOf, definition: population.definition, source: population.source }).from(population)
      .where(and(eq(population.campaignId, campaignId), lte(population.recordedAt, knownAt), lte(population.asOf, asOf)))
      .orderBy(asc(population.asOf), asc(population.definition), asc(population.source)),
  ]);
  return {
    notices: texts.map((n) => ({ id: n.id, legal_nature: n.legalNature, area: n.area, locale: n.locale, published_at: n.publishedAt.toISOString(), sha256: n.sha256 })),
    population_rows: people.map((p) => ({ definition: p.definition, source: p.source, as_of: p.asOf.toISOString() })),
  };
}

/** The days to be marked in the burn-up, by the same time-zone database that buckets the events; a deadline at midnight ends the day before. */
async function readMarks(view: UptakeView, language: Language): Promise<CampaignData['marks']> {
  const { pool } = await connection();
  const { burnUp } = words(language).uptake;
  const day = async (at: Date) => (await momentOf(pool, view.campaign.zone, at)).lastDay;
  const dayOfStart = (at: Date) => day(new Date(at.getTime() + 1));
  const seenReminders = view.campaign.reminders.filter((reminder) => reminder.at < view.asOf);
  return [
    { date: await dayOfStart(view.campaign.announcedAt), kind: 'announcement', label: burnUp.announcement },
    ...(await Promise.all(seenReminders.map(async (reminder) => ({ date: await dayOfStart(reminder.at), kind: 'reminder' as const, label: burnUp.reminder })))),
    ...(await Promise.all(view.deadlines.map(async ({ entry }) => {
      const isCurrent = entry.id === view.deadline?.id;
      const date = await day(entry.at);
      const label = (isCurrent ? burnUp.deadline : burnUp.movedDeadline)(formatter(language).shortDate(date));
      return { date, kind: isCurrent ? ('deadline' as const) : ('late_deadline' as const), label };
    }))),
  ];
}

async function readClocks(): Promise<Clocks> {
  const { pool } = await connection();
  const found = await pool.query<{ version: string }>('select version() as version');
  return { database: (found.rows[0]?.version ?? '').replace(/ on .*$/, ''), program: process.versions.tz ?? '' };
}
