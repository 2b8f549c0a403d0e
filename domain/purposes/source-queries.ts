import { type SQL, sql } from 'drizzle-orm';
import { termList, isUnder } from '@/domain/purposes/dpv';
import type { Instants } from '@/domain/purposes/standing';
import type { LawfulBasis, PurposeStatus } from '@/domain/purposes/vocabulary';

/** What narrows a list of purposes. `under` means the term or any narrower one. */
export type PurposeFilter = { q?: string; basis?: LawfulBasis; status?: PurposeStatus; jurisdiction?: string; under?: string; reviewer?: string };

/** What every reading of a list gives of a purpose. */
const columns = sql`key, version, title, owner, review_due, bases, jurisdictions, terms, recipients, illustrative, updated_at, status, approved_version, reviewer, review_by`;

/** The register now: one row per purpose, its latest version. */
const now = sql`select ${columns} from purposes`;

/**
 * The register at two instants: of every purpose the version that tells what was true at `asOf`, as known at `knownAt`, with its standing
 * by then. The same rule as `versionAt` and `standingOf` in standing.ts; a property test compares them.
 */
function then({ asOf, knownAt }: Instants, inForce = false): SQL {
  const approved = inForce ? sql`and exists (select 1 from purpose_steps a where a.purpose_key = v.purpose_key and a.version = v.version and a.step = 'approved' and a.recorded_at <= ${knownAt})` : sql``;
  return sql`
    select c.purpose_key as key, v.version, v.title, v.owner, v.review_due, v.bases, v.jurisdictions, v.terms, v.recipients, p.illustrative, v.recorded_at as updated_at, v.valid_from,
      coalesce(case s.step when 'submitted' then 'in_review' else s.step end, 'draft') as status,
      null::integer as approved_version, null::text as reviewer, null::date as review_by
    from (
      select distinct on (v.purpose_key) v.purpose_key, v.version from purpose_versions v
      where v.recorded_at <= ${knownAt} and v.valid_from <= ${asOf} ${approved}
      order by v.purpose_key, v.valid_from desc, v.version desc
    ) c
    join purpose_versions v on v.purpose_key = c.purpose_key and v.version = c.version
    join purposes p on p.key = c.purpose_key
    left join (
      select distinct on (purpose_key, version) purpose_key, version, step from purpose_steps
      where recorded_at <= ${knownAt} and (effective_from is null or effective_from <= ${asOf})
      order by purpose_key, version, recorded_at desc, id desc
    ) s on s.purpose_key = c.purpose_key and s.version = c.version`;
}

/** Where a list reads from: today's rows, or the register as it stood. */
export const source = (at: Instants | undefined, inForce = false): SQL => (at || inForce ? then(at ?? { asOf: new Date(8.64e15), knownAt: new Date(8.64e15) }, inForce) : now);

const narrower = (term: string): string[] => [term, ...termList.map((one) => one.term).filter((one) => one !== term && isUnder(one, term))];
const textArray = (values: string[]): SQL => sql`array[${sql.join(values.map((value) => sql`${value}`), sql`, `)}]::text[]`;

/** The filter as a condition over the rows of a source. */
export function condition({ q, basis, status, jurisdiction, under, reviewer }: PurposeFilter): SQL {
  const pattern = q && `%${q.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const parts = [
    pattern ? sql`(title ilike ${pattern} or key ilike ${pattern} or owner ilike ${pattern})` : undefined,
    basis ? sql`bases @> ${textArray([basis])}` : undefined,
    status ? sql`status = ${status}` : undefined,
    jurisdiction ? sql`jurisdictions @> ${textArray([jurisdiction])}` : undefined,
    under ? sql`terms && ${textArray(narrower(under))}` : undefined,
    reviewer ? sql`reviewer = ${reviewer}` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}
