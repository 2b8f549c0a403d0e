import { type SQL, eq, sql } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { missing } from '@/domain/errors';
import type { MatrixEntry } from '@/domain/purposes/matrix';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { type PurposeFilter, condition, source } from '@/domain/purposes/source-queries';
import type { Instants } from '@/domain/purposes/standing';
import { storedRecord } from '@/domain/purposes/stored-record';
import type { LawfulBasis, PurposeSortId, PurposeStatus } from '@/domain/purposes/vocabulary';
import { database } from '@/db/client';
import { purposes } from '@/db/schema';

export type PurposeSearch = PurposeFilter & { at?: Instants; sort: PurposeSortId; descending: boolean; page: number; size: number };
export type PurposeRow = {
  key: string; version: number; title: string; owner: string; reviewDue: string | null; bases: LawfulBasis[]; jurisdictions: string[]; recipients: number; illustrative: boolean; updatedAt: Date; status: PurposeStatus;
  approvedVersion: number | null; reviewer: string | null; reviewBy: string | null;
};

const sortColumns: Record<PurposeSortId, SQL> = { key: sql`key`, title: sql`title`, status: sql`status`, owner: sql`owner`, review: sql`review_due`, updated: sql`updated_at` };

/** One page of the register, now or as it stood, and how many purposes match in all, in a total order. */
export async function listPurposes(actor: Actor, search: PurposeSearch): Promise<{ rows: PurposeRow[]; total: number }> {
  permit(actor, 'purposes:read');
  const db = await database();
  const direction = search.descending ? sql`desc` : sql`asc`;
  const found = await db.execute<Record<string, unknown>>(sql`
    with s as (${source(search.at)}), m as materialized (select * from s where ${condition(search)}), n as (select count(*)::int as total from m)
    select n.total, p.* from n left join lateral (select * from m order by ${sortColumns[search.sort]} ${direction}, key asc limit ${search.size} offset ${(search.page - 1) * search.size}) p on true
    order by ${sortColumns[search.sort]} ${direction}, key asc`);
  const rows = found.rows.filter((row) => row.key !== null).map(rowOf);
  return { rows, total: Number(found.rows[0]?.total ?? 0) };
}

const rowOf = (row: Record<string, unknown>): PurposeRow => ({
  key: String(row.key), version: Number(row.version), title: String(row.title), owner: String(row.owner), reviewDue: row.review_due === null ? null : String(row.review_due), bases: row.bases as LawfulBasis[],
  jurisdictions: row.jurisdictions as string[], recipients: Number(row.recipients), illustrative: row.illustrative === true, updatedAt: new Date(String(row.updated_at)), status: String(row.status) as PurposeStatus,
  approvedVersion: row.approved_version === null ? null : Number(row.approved_version), reviewer: row.reviewer === null ? null : String(row.reviewer), reviewBy: row.review_by === null ? null : String(row.review_by),
});

export type Facet = 'status' | 'basis' | 'jurisdiction' | 'term';
export type Facets = Record<Facet, { value: string; count: number }[]>;

/** How many purposes each choice of a filter would show, all other filters as they are. Most frequent first, at most fifty of a kind. */
export async function countFacets(actor: Actor, filter: PurposeFilter, at?: Instants): Promise<Facets> {
  permit(actor, 'purposes:read');
  const db = await database();
  const without = (name: keyof PurposeFilter) => condition({ ...filter, [name]: undefined });
  const found = await db.execute<{ facet: Facet; value: string; count: number }>(sql`
    with s as materialized (${source(at)})
    select * from (select 'status' as facet, status as value, count(*)::int as count from s where ${without('status')} group by status) a
    union all select * from (select 'basis', b, count(*)::int from s, unnest(bases) b where ${without('basis')} group by b) b
    union all select * from (select 'jurisdiction', j, count(*)::int from s, unnest(jurisdictions) j where ${without('jurisdiction')} group by j order by 3 desc, 2 limit 50) c
    union all select * from (select 'term', t, count(*)::int from s, unnest(terms) t where ${without('under')} group by t order by 3 desc, 2 limit 50) d`);
  const of = (facet: Facet) => found.rows.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { status: of('status'), basis: of('basis'), jurisdiction: of('jurisdiction'), term: of('term') };
}

export type RegisterEntry = { key: string; illustrative: boolean; version: number; status: PurposeStatus; record: PurposeRecord; validFrom: Date; recordedAt: Date };

/** A reading of the whole register: at one instant for both times, or at each; `inForce` takes the last approved version instead of the last saved. */
export type RegisterReading = Instants & { inForce?: boolean; keys?: string[] };

/** The whole register as it stood, in order of key. */
export async function readRegister(actor: Actor, at: Date | RegisterReading): Promise<RegisterEntry[]> {
  permit(actor, 'purposes:read');
  const db = await database();
  const reading: RegisterReading = at instanceof Date ? { asOf: at, knownAt: at } : at;
  const only = reading.keys ? sql`where s.key = any(array[${sql.join(reading.keys.map((key) => sql`${key}`), sql`, `)}]::text[])` : sql``;
  const found = await db.execute<Record<string, unknown>>(sql`
    with s as (${source(reading, reading.inForce)})
    select s.key, s.illustrative, s.version, s.status, s.valid_from, s.updated_at, v.record from s join purpose_versions v on v.purpose_key = s.key and v.version = s.version ${only} order by s.key`);
  return found.rows.map((row) => ({
    key: String(row.key), illustrative: row.illustrative === true, version: Number(row.version), status: String(row.status) as PurposeStatus, record: storedRecord(row.record), validFrom: new Date(String(row.valid_from)), recordedAt: new Date(String(row.updated_at)),
  }));
}

/** What the matrix asks of the whole register as it stood at an instant, in order of key: of a record no more than that, since there may be thousands. */
export async function readMatrixEntries(actor: Actor, at: Date): Promise<MatrixEntry[]> {
  permit(actor, 'purposes:read');
  const db = await database();
  const found = await db.execute<MatrixEntry>(sql`
    with s as (${source({ asOf: at, knownAt: at })})
    select s.key, s.status, s.title, s.jurisdictions, (v.record->'dataLinked') is distinct from 'false'::jsonb as linked,
      (select coalesce(json_agg(json_build_object('jurisdiction', b.jurisdiction, 'basis', b.basis) order by b.position), '[]') from purpose_bases b where b.purpose_key = s.key and b.version = s.version) as bases,
      array(select u.category from purpose_data_uses u where u.purpose_key = s.key and u.version = s.version order by u.position) as categories
    from s join purpose_versions v on v.purpose_key = s.key and v.version = s.version order by s.key`);
  return found.rows;
}

/** Whether any of the register's entries belong to the illustrative case. */
export async function isRegisterIllustrative(actor: Actor): Promise<boolean> {
  permit(actor, 'purposes:read');
  const db = await database();
  const found = await db.select({ key: purposes.key }).from(purposes).where(eq(purposes.illustrative, true)).limit(1);
  return found.length > 0;
}

/** The row of one purpose. Throws `missing`. */
export async function getPurposeRow(actor: Actor, key: string): Promise<typeof purposes.$inferSelect> {
  permit(actor, 'purposes:read');
  const db = await database();
  const [found] = await db.select().from(purposes).where(eq(purposes.key, key));
  if (!found) throw missing(`The purpose ${key}`);
  return found;
}
