import { and, desc, eq, gt, inArray } from 'drizzle-orm';
import { invalid } from '@/domain/errors';
import { type Reviewer, reviewProblem } from '@/domain/purposes/standing';
import type { Transaction } from '@/db/client';
import { purposeVersions, registerSettings, users } from '@/db/schema';

const sentences = {
  reviewer_role: 'A DPO has to review this; legal may where a DPO wrote it.',
  reviewer_is_author: 'Whoever wrote a version since the one in force cannot review it. The register’s settings can allow it with a reason.',
  reason_needed: 'Say why the author decides on their own work; it is printed in the record.',
};

/** Throws `invalid` where this person may not review the versions written since the one in force; says whether it is their own work. */
export async function requireReviewer(tx: Transaction, about: { key: string; approvedVersion: number | null; reviewer: string; reason: string }): Promise<{ ownWork: boolean }> {
  const [person] = await tx.select({ id: users.id, role: users.role, disabledAt: users.disabledAt }).from(users).where(eq(users.id, about.reviewer));
  if (!person || person.disabledAt !== null) throw invalid('The reviewer has no account.', [{ field: 'reviewer', message: 'choose' }]);
  const authors = await authorsSince(tx, about.key, about.approvedVersion ?? 0);
  const problem = reviewProblem({ reviewer: person, authors, ownApproval: await isOwnApprovalAllowed(tx), reason: about.reason });
  if (problem) throw invalid(sentences[problem], [{ field: problem === 'reason_needed' ? 'reason' : 'reviewer', message: problem }], problem);
  return { ownWork: authors.some(({ id }) => id === person.id) };
}

async function authorsSince(tx: Transaction, key: string, version: number): Promise<Reviewer[]> {
  const found = await tx.selectDistinct({ author: purposeVersions.author }).from(purposeVersions).where(and(eq(purposeVersions.purposeKey, key), gt(purposeVersions.version, version)));
  const ids = found.map(({ author }) => author);
  const people = ids.length === 0 ? [] : await tx.select({ id: users.id, role: users.role }).from(users).where(inArray(users.id, ids));
  return ids.map((id) => ({ id, role: people.find((one) => one.id === id)?.role ?? 'system' }));
}

/** Whether an author may decide on their own work: the last setting recorded, no where there is none. */
export async function isOwnApprovalAllowed(tx: Transaction): Promise<boolean> {
  const [last] = await tx.select({ ownApproval: registerSettings.ownApproval }).from(registerSettings).orderBy(desc(registerSettings.recordedAt), desc(registerSettings.id)).limit(1);
  return last?.ownApproval ?? false;
}
