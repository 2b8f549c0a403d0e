import { and, asc, eq } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { conductFile } from '@/domain/campaigns/conduct-file';
import { readConduct } from '@/domain/campaigns/conduct-queries';
import type { DeadlineEntry } from '@/domain/campaigns/deadline';
import { missing } from '@/domain/errors';
import { database } from '@/db/client';
import { campaignAreas, campaigns, deadlines, notices, population, reminders } from '@/db/schema';

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

/** One campaign with its areas, deadline history and reminders. Throws `missing`. */
export async function getCampaign(actor: Actor, key: string): Promise<Campaign> {
  permit(actor, 'campaigns:read');
  const db = await database();
  const [campaign] = await db.select().from(campaigns).where(eq(campaigns.key, key));
  if (!campaign) throw missing(`The campaign ${key}`);
  const [areas, entries, marks] = await Promise.all([
    db.select().from(campaignAreas).where(eq(campaignAreas.campaignId, campaign.id)).orderBy(asc(campaignAreas.area), asc(campaignAreas.region)),
    db.select().from(deadlines).where(eq(deadlines.campaignId, campaign.id)).orderBy(asc(deadlines.since), asc(deadlines.recordedAt), asc(deadlines.id)),
    db.select({ at: reminders.at, label: reminders.label }).from(reminders).where(eq(reminders.campaignId, campaign.id)).orderBy(asc(reminders.at), asc(reminders.id)),
  ]);
  return { ...campaign, areas: new Map(areas.map((row) => [row.region, row.area])), deadlines: entries, reminders: marks };
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
