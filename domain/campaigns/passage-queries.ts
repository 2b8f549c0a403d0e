import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { missing } from '@/domain/errors';
import { type Passage, passagesOf } from '@/domain/campaigns/passages';
import { database } from '@/db/client';
import { campaigns, noticePassages, notices, purposes, transparencyTables, users } from '@/db/schema';

export type NoticeChoice = { campaign: string; notice: string; area: string | null; locale: string };
export type Coverage = {
  text: boolean;
  passages: (Passage & { links: { id: string; purpose: string }[] })[];
  purposes: { key: string; title: string; covered: boolean }[];
};

/** Every notice of every campaign, to choose one. */
export async function listNotices(actor: Actor): Promise<NoticeChoice[]> {
  permit(actor, 'campaigns:read');
  const db = await database();
  return db.select({ campaign: campaigns.key, notice: notices.id, area: notices.area, locale: notices.locale }).from(notices).innerJoin(campaigns, eq(campaigns.id, notices.campaignId)).orderBy(asc(campaigns.key), asc(notices.publishedAt), asc(notices.id));
}

/** A notice's text, passage by passage, with the purposes each speaks of, and which of the register's purposes none speaks of. Throws `missing`. */
export async function readCoverage(actor: Actor, campaign: string, notice: string): Promise<Coverage> {
  permit(actor, 'campaigns:read');
  permit(actor, 'purposes:read');
  const db = await database();
  const [found] = await db.select({ campaignId: notices.campaignId, text: notices.text }).from(notices).innerJoin(campaigns, eq(campaigns.id, notices.campaignId)).where(and(eq(campaigns.key, campaign), eq(notices.id, notice)));
  if (!found) throw missing(`The notice ${notice}`);
  const [links, all] = await Promise.all([
    db.select().from(noticePassages).where(and(eq(noticePassages.campaignId, found.campaignId), eq(noticePassages.noticeId, notice), isNull(noticePassages.unlinkedAt))).orderBy(asc(noticePassages.start), asc(noticePassages.purposeKey), asc(noticePassages.id)),
    db.select({ key: purposes.key, title: purposes.title, status: purposes.status }).from(purposes).orderBy(asc(purposes.key)),
  ]);
  const covered = new Set(links.map(({ purposeKey }) => purposeKey));
  return {
    text: found.text !== null,
    passages: passagesOf(found.text ?? '').map((passage) => ({ ...passage, links: links.filter(({ start, end }) => start < passage.end && end > passage.start).map(({ id, purposeKey }) => ({ id, purpose: purposeKey })) })),
    purposes: all.filter(({ status }) => status !== 'ended').map(({ key, title }) => ({ key, title, covered: covered.has(key) })),
  };
}

/** Transparency tables kept with notices, the latest first. */
export async function listKeptTables(actor: Actor, jurisdiction: string): Promise<{ id: string; campaign: string; notice: string; language: string; sha256: string; author: string; recordedAt: Date }[]> {
  permit(actor, 'purposes:read');
  const db = await database();
  const found = await db.select({ id: transparencyTables.id, campaign: campaigns.key, notice: transparencyTables.noticeId, language: transparencyTables.language, sha256: transparencyTables.sha256, author: transparencyTables.author, name: users.name, recordedAt: transparencyTables.recordedAt })
    .from(transparencyTables).innerJoin(campaigns, eq(campaigns.id, transparencyTables.campaignId)).leftJoin(users, eq(users.id, transparencyTables.author))
    .where(eq(transparencyTables.jurisdiction, jurisdiction)).orderBy(desc(transparencyTables.recordedAt), desc(transparencyTables.id)).limit(50);
  return found.map(({ name, author, ...table }) => ({ ...table, author: name ?? author }));
}
