import { asc, desc, eq } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import type { Role } from '@/domain/access/vocabulary';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { getPurposeRow } from '@/domain/purposes/queries';
import { standingOf } from '@/domain/purposes/standing';
import { storedRecord } from '@/domain/purposes/stored-record';
import type { PurposeStatus, PurposeStep } from '@/domain/purposes/vocabulary';
import { database } from '@/db/client';
import { purposeComments, purposeSteps, purposeVersions, users } from '@/db/schema';

export type PurposeVersion = { version: number; record: PurposeRecord; reason: string; author: string; validFrom: Date; recordedAt: Date; status: PurposeStatus };
export type StepRow = { version: number; step: PurposeStep; author: string; reviewer: string | null; reviewBy: string | null; reason: string; ownWork: boolean; effectiveFrom: Date | null; recordedAt: Date };
export type Comment = { id: string; version: number; path: string; text: string; author: string; answers: string | null; settles: boolean; recordedAt: Date };
export type Purpose = {
  key: string; illustrative: boolean; status: PurposeStatus; approvedVersion: number | null; reviewer: { id: string; name: string } | null; reviewBy: string | null; versions: PurposeVersion[]; steps: StepRow[]; comments: Comment[];
};

/** One purpose: its latest version first, then all earlier ones, each with who, when and why; what happened to them, and what was remarked. Throws `missing`. */
export async function getPurpose(actor: Actor, key: string, now = new Date()): Promise<Purpose> {
  permit(actor, 'purposes:read');
  const row = await getPurposeRow(actor, key);
  const db = await database();
  const [versions, steps, comments, people] = await Promise.all([
    db.select().from(purposeVersions).where(eq(purposeVersions.purposeKey, key)).orderBy(desc(purposeVersions.version)),
    db.select().from(purposeSteps).where(eq(purposeSteps.purposeKey, key)).orderBy(asc(purposeSteps.recordedAt), asc(purposeSteps.id)),
    db.select().from(purposeComments).where(eq(purposeComments.purposeKey, key)).orderBy(asc(purposeComments.recordedAt), asc(purposeComments.id)),
    db.select({ id: users.id, name: users.name }).from(users),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const name = (id: string) => names.get(id) ?? id;
  return {
    key, illustrative: row.illustrative, status: row.status, approvedVersion: row.approvedVersion, reviewer: row.reviewer === null ? null : { id: row.reviewer, name: name(row.reviewer) }, reviewBy: row.reviewBy,
    versions: versions.map(({ version, record, reason, author, validFrom, recordedAt }) => ({
      version, record: storedRecord(record), reason, author: name(author), validFrom, recordedAt, status: standingOf(version, steps, { asOf: now, knownAt: now }),
    })),
    steps: steps.map(({ version, step, author, reviewer, reviewBy, reason, ownWork, effectiveFrom, recordedAt }) => ({ version, step, author: name(author), reviewer: reviewer === null ? null : name(reviewer), reviewBy, reason, ownWork, effectiveFrom, recordedAt })),
    comments: comments.map(({ purposeKey: _key, author, ...comment }) => ({ ...comment, author: name(author) })),
  };
}

/** Who can be asked to review: DPOs and legal, in order of name. */
export async function listReviewers(actor: Actor): Promise<{ id: string; name: string; role: Role }[]> {
  permit(actor, 'purposes:write');
  const db = await database();
  const found = await db.select({ id: users.id, name: users.name, role: users.role, disabledAt: users.disabledAt }).from(users).orderBy(asc(users.name), asc(users.id));
  return found.filter(({ role, disabledAt }) => disabledAt === null && (role === 'dpo' || role === 'legal')).map(({ id, name, role }) => ({ id, name, role }));
}

/** When each purpose was first recorded. */
export async function firstRecorded(actor: Actor): Promise<Map<string, Date>> {
  permit(actor, 'purposes:read');
  const db = await database();
  const found = await db.select({ key: purposeVersions.purposeKey, at: purposeVersions.recordedAt }).from(purposeVersions).where(eq(purposeVersions.version, 1));
  return new Map(found.map(({ key, at }) => [key, at]));
}
