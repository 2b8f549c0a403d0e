import { type SQL, and, arrayContains, asc, count, desc, eq, ilike, lte, or } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type Actor, permit } from '@/domain/access/permissions';
import { missing } from '@/domain/errors';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import type { LawfulBasis, PurposeSortId, PurposeStatus } from '@/domain/purposes/vocabulary';
import { database } from '@/db/client';
import { purposeVersions, purposes, users } from '@/db/schema';

export type PurposeSearch = { q?: string; basis?: LawfulBasis; status?: PurposeStatus; sort: PurposeSortId; descending: boolean; page: number; size: number };
export type PurposeRow = typeof purposes.$inferSelect;
export type PurposeVersion = { version: number; record: PurposeRecord; reason: string; author: string; recordedAt: Date };

const sortColumns = { key: purposes.key, title: purposes.title, status: purposes.status, owner: purposes.owner, review: purposes.reviewDue, updated: purposes.updatedAt } satisfies Record<PurposeSortId, PgColumn>;

/** One page of the register and how many purposes match in all, in a total order. */
export async function listPurposes(actor: Actor, search: PurposeSearch): Promise<{ rows: PurposeRow[]; total: number }> {
  permit(actor, 'purposes:read');
  const db = await database();
  const matching = matches(search);
  const order = search.descending ? desc(sortColumns[search.sort]) : asc(sortColumns[search.sort]);
  const [rows, totals] = await Promise.all([
    db.select().from(purposes).where(matching).orderBy(order, asc(purposes.key)).limit(search.size).offset((search.page - 1) * search.size),
    db.select({ n: count() }).from(purposes).where(matching),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}

function matches({ q, basis, status }: Pick<PurposeSearch, 'q' | 'basis' | 'status'>): SQL | undefined {
  const pattern = q && `%${q.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  return and(
    pattern ? or(ilike(purposes.title, pattern), ilike(purposes.key, pattern), ilike(purposes.owner, pattern)) : undefined,
    basis ? arrayContains(purposes.bases, [basis]) : undefined,
    status ? eq(purposes.status, status) : undefined,
  );
}

/** One purpose: its latest version first, then all earlier ones, each with who, when and why. Throws `missing`. */
export async function getPurpose(actor: Actor, key: string): Promise<{ key: string; illustrative: boolean; versions: PurposeVersion[] }> {
  permit(actor, 'purposes:read');
  const db = await database();
  const [purpose] = await db.select({ illustrative: purposes.illustrative }).from(purposes).where(eq(purposes.key, key));
  if (!purpose) throw missing(`The purpose ${key}`);
  const versions = await db
    .select({ version: purposeVersions.version, record: purposeVersions.record, reason: purposeVersions.reason, authorId: purposeVersions.author, author: users.name, recordedAt: purposeVersions.recordedAt })
    .from(purposeVersions)
    .leftJoin(users, eq(users.id, purposeVersions.author))
    .where(eq(purposeVersions.purposeKey, key))
    .orderBy(desc(purposeVersions.version));
  return { key, illustrative: purpose.illustrative, versions: versions.map(({ authorId, author, ...version }) => ({ ...version, author: author ?? authorId })) };
}

/** The whole register as it stood at an instant: of every purpose the last version recorded by then, in order of key. */
export async function readRegister(actor: Actor, at: Date): Promise<{ key: string; illustrative: boolean; version: number; record: PurposeRecord; recordedAt: Date }[]> {
  permit(actor, 'purposes:read');
  const db = await database();
  return db
    .selectDistinctOn([purposeVersions.purposeKey], {
      key: purposeVersions.purposeKey, illustrative: purposes.illustrative, version: purposeVersions.version, record: purposeVersions.record, recordedAt: purposeVersions.recordedAt,
    })
    .from(purposeVersions)
    .innerJoin(purposes, eq(purposes.key, purposeVersions.purposeKey))
    .where(lte(purposeVersions.recordedAt, at))
    .orderBy(asc(purposeVersions.purposeKey), desc(purposeVersions.version));
}

/** Whether any of the register's entries belong to the illustrative case. */
export async function isRegisterIllustrative(actor: Actor): Promise<boolean> {
  permit(actor, 'purposes:read');
  const db = await database();
  const found = await db.select({ key: purposes.key }).from(purposes).where(eq(purposes.illustrative, true)).limit(1);
  return found.length > 0;
}
