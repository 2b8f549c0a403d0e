import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, sql } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { conductFile } from '@/domain/campaigns/conduct-file';
import { readConduct } from '@/domain/campaigns/conduct-queries';
import type { DeadlineEntry } from '@/domain/campaigns/deadline';
import { missing } from '@/domain/errors';
import { keepNewest } from '@/domain/keep-newest';
import { connection, database } from '@/db/client';
import { campaigns, deadlines, notices, population } from '@/db/schema';
import { writtenOnce } from '@/db/written-once';

export type Campaign = typeof campaigns.$inferSelect & {
  areas: Map<string, string>;
  deadlines: DeadlineEntry[];
  reminders: { at: Date; label: string }[];
};

/** Every campaign, newest announcement first. */
export async function listCampaigns(actor: Actor): Promise<Campaign[]> {
  permit(actor, 'campaigns:read');
  const db = await database();
  const rows = await db.select({ key: campaigns.key }).from(campaigns).orderBy(asc(campaigns.announcedAt), asc(campaigns.id));
  return Promise.all(rows.reverse().map((row) => getCampaign(actor, row.key)));
}

type Written<Row> = { [Name in keyof Row]: Row[Name] extends Date ? string : Row[Name] };

/** What belongs to a campaign, read with it in one statement: every page asks for it. */
const about = {
  areas: sql<{ region: string; area: string }[]>`(select coalesce(json_agg(json_build_object('region', a.region, 'area', a.area) order by a.area, a.region), '[]') from campaign_areas a where a.campaign_id = campaigns.id)`,
  deadlines: sql<Written<typeof deadlines.$inferSelect>[]>`(select coalesce(json_agg(json_build_object('id', d.id, 'campaignId', d.campaign_id, 'area', d.area, 'at', d.at, 'since', d.since, 'reason', d.reason,
    'author', d.author, 'recordedAt', d.recorded_at, 'ordinal', d.ordinal) order by d.since, d.recorded_at, d.id), '[]') from deadlines d where d.campaign_id = campaigns.id)`,
  reminders: sql<{ at: string; label: string }[]>`(select coalesce(json_agg(json_build_object('at', r.at, 'label', r.label) order by r.at, r.id), '[]') from reminders r where r.campaign_id = campaigns.id)`,
};

const campaignByKey = writtenOnce((db) => db.select({ campaign: campaigns, ...about }).from(campaigns).where(eq(campaigns.key, sql.placeholder('key'))).prepare('campaign'));

type Found = Awaited<ReturnType<Awaited<ReturnType<typeof campaignByKey>>['execute']>>[number];

/** One campaign with its areas, deadline history and reminders. Throws `missing`. */
export async function getCampaign(actor: Actor, key: string): Promise<Campaign> {
  permit(actor, 'campaigns:read');
  return campaignOf(await findCampaign(key));
}

async function findCampaign(key: string): Promise<Found> {
  const [found] = await (await campaignByKey()).execute({ key });
  if (!found) throw missing(`The campaign ${key}`);
  return found;
}

const campaignOf = (found: Found): Campaign => ({
  ...found.campaign,
  areas: new Map(found.areas.map(({ region, area }) => [region, area])),
  deadlines: found.deadlines.map((entry) => ({ ...entry, at: new Date(entry.at), since: new Date(entry.since), recordedAt: new Date(entry.recordedAt) })),
  reminders: found.reminders.map(({ at, label }) => ({ at: new Date(at), label })),
});

const mostRemembered = 64;
const remembered = new WeakMap<object, Map<string, Found>>();

/**
 * What `read` reads of a campaign: begun at once with the campaign as this process saw it last, while that is read again; done anew where it has changed since. A page so waits for
 * the longer of the two, not for one after the other. Throws `missing`, and what `read` throws.
 */
export async function ofCampaign<Result>(actor: Actor, key: string, read: (campaign: Campaign) => Promise<Result>): Promise<Result> {
  permit(actor, 'campaigns:read');
  const { pool } = await connection();
  const seen = remembered.get(pool) ?? new Map<string, Found>();
  remembered.set(pool, seen);
  const last = seen.get(key);
  const begun = last && { result: read(campaignOf(last)) };
  begun?.result.catch(() => undefined); // It may be about what is no more; else it is awaited below.
  const found = await findCampaign(key);
  if (begun && isDeepStrictEqual(found, last)) return begun.result;
  keepNewest(seen, key, found, mostRemembered);
  return read(campaignOf(found));
}

/** The notices of a campaign without their texts, in order of publication. */
export async function listNotices(actor: Actor, key: string) {
  const campaign = await getCampaign(actor, key);
  const db = await database();
  const { text: _, ...columns } = { text: notices.text, id: notices.id, legalNature: notices.legalNature, area: notices.area, locale: notices.locale, publishedAt: notices.publishedAt, sha256: notices.sha256, purposes: notices.purposes };
  return db.select(columns).from(notices).where(eq(notices.campaignId, campaign.id)).orderBy(asc(notices.publishedAt), asc(notices.id));
}

/** One notice with its text, when the text is kept here. Throws `missing`. */
export async function getNotice(actor: Actor, key: string, id: string) {
  const campaign = await getCampaign(actor, key);
  const db = await database();
  const [notice] = await db.select().from(notices).where(and(eq(notices.campaignId, campaign.id), eq(notices.id, id)));
  if (!notice) throw missing(`The notice ${id}`);
  return notice;
}

/** A campaign in the form of contract section 7, notices and population included: what `campaign show` prints. */
export async function describeCampaign(actor: Actor, key: string) {
  const campaign = await getCampaign(actor, key);
  const db = await database();
  const [conduct, texts, people] = await Promise.all([
    readConduct(actor, key),
    db.select().from(notices).where(eq(notices.campaignId, campaign.id)).orderBy(asc(notices.publishedAt), asc(notices.id)),
    db.select().from(population).where(eq(population.campaignId, campaign.id)).orderBy(asc(population.asOf), asc(population.region), asc(population.platform), asc(population.channel), asc(population.appVersion), asc(population.locale)),
  ]);
  const areas: Record<string, string[]> = {};
  for (const [region, area] of campaign.areas) (areas[area] ??= []).push(region);
  return {
    key: campaign.key,
    title: campaign.title,
    zone: campaign.zone,
    mandatory: campaign.mandatory,
    counts_on: campaign.countsOn,
    consequence: campaign.consequence,
    target: campaign.target,
    joiner_days: campaign.joinerDays,
    retention_days: campaign.retentionDays,
    held_since: campaign.heldSince?.toISOString() ?? null,
    events_deleted_at: campaign.eventsDeletedAt?.toISOString() ?? null,
    illustrative: campaign.illustrative,
    areas,
    announced_at: campaign.announcedAt.toISOString(),
    deadlines: campaign.deadlines.map((d) => ({ at: d.at.toISOString(), area: d.area, since: d.since.toISOString(), reason: d.reason, author: d.author })),
    notices: texts.map((n) => ({ id: n.id, legal_nature: n.legalNature, area: n.area, locale: n.locale, published_at: n.publishedAt.toISOString(), sha256: n.sha256, purposes: n.purposes })),
    reminders: campaign.reminders.map((r) => ({ at: r.at.toISOString(), label: r.label })),
    population: people.map((p) => ({
      ...Object.fromEntries(([['region', p.region], ['platform', p.platform], ['channel', p.channel], ['app_version', p.appVersion], ['locale', p.locale]] as const).filter(([, value]) => value !== '')),
      count: p.count,
      as_of: p.asOf.toISOString(),
      definition: p.definition,
      source: p.source,
    })),
    ...conductFile(conduct),
  };
}
