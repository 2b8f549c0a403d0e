import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import { type Actor, can, permit } from '@/domain/access/permissions';
import { valuesWithheld } from '@/domain/findings/numbers';
import type { Place } from '@/domain/findings/rule';
import type { FindingFilter } from '@/domain/findings/schemas';
import { type WrittenFilter, condition, source } from '@/domain/findings/source-queries';
import type { AgeName, FindingSortId, FindingStatus, RuleId, RuleObject, Severity } from '@/domain/findings/vocabulary';
import type { RuleValues } from '@/domain/words/rule-words';
import { connection, database } from '@/db/client';
import { keptStatement } from '@/db/kept-plan';

export type FindingSearch = FindingFilter & { sort?: FindingSortId; descending?: boolean; page?: number; size?: number };
export type FindingRow = {
  id: string; rule: RuleId; type: RuleObject; object: string; title: string; about: string; draft: boolean; jurisdiction: string | null; severity: Severity;
  /** What fills its sentence; null where a number in it is withheld from the reader. */
  values: RuleValues | null; places: Place[]; pack: string; status: FindingStatus;
  overriddenUntil: string | null; assignee: { id: string; name: string } | null; due: string | null; firstSeen: Date; since: Date; resolvedAt: Date | null; days: number; cameBack: boolean; illustrative: boolean;
};

const gravity = sql`array_position(array['blocker','warning','info'], severity)`;
const sortColumns: Record<FindingSortId, SQL> = { severity: gravity, rule: sql`rule`, object: sql`title`, status: sql`standing`, age: sql`since`, due: sql`due` };

export type FindingCounts = Record<Severity | 'drafts', number>;
export type FindingPage = { rows: FindingRow[]; /** How many match in all, and how many of them are of a severity, or on drafts. */ total: number; counts: FindingCounts };

/** One page of the findings in a total order (gravest and approved first unless asked otherwise), and how many match in all. Values that may count people in small cells are withheld from whoever may not see exact counts. */
export async function listFindings(actor: Actor, { page = 1, size = 25, ...search }: FindingSearch = {}, now = new Date()): Promise<FindingPage> {
  permit(actor, 'findings:read');
  const db = await database();
  return pageOf((await db.execute<Record<string, unknown>>(pageStatement({ ...search, size, offset: (page - 1) * size }, now))).rows, can(actor, 'uptake:exact'));
}

/** The gravest findings on one object, or on a campaign and what it carries, as `listFindings` tells them. Every page of an object asks for them, so the plan is kept. */
export async function findingsOn(actor: Actor, about: { object: RuleObject; id: string } | { campaign: string }, size: number, now = new Date()): Promise<FindingPage> {
  permit(actor, 'findings:read');
  const { pool } = await connection();
  const statement = 'campaign' in about ? onCampaign({ ...about, size, now }) : onObject({ ...about, size, now });
  return pageOf((await pool.query<Record<string, unknown>>(statement)).rows, can(actor, 'uptake:exact'));
}

const [instant, rows] = [sql.placeholder('now'), sql.placeholder('size')];
const onObject = keptStatement<'object' | 'id' | 'size' | 'now'>(() => pageStatement({ object: sql.placeholder('object'), id: sql.placeholder('id'), size: rows, offset: 0 }, instant));
const onCampaign = keptStatement<'campaign' | 'size' | 'now'>(() => pageStatement({ campaign: sql.placeholder('campaign'), size: rows, offset: 0 }, instant));

type Asked = WrittenFilter & Pick<FindingSearch, 'sort' | 'descending'> & { size: number | Placeholder; offset: number };

function pageStatement({ sort = 'severity', descending = false, size, offset, ...filter }: Asked, now: Date | Placeholder): SQL {
  const order = sql`${sortColumns[sort]} ${descending ? sql`desc` : sql`asc`} nulls last, ${gravity}, draft, object_type, object_id, rule, about, id`;
  return sql`
    with n as (
        select count(*)::int as total, count(*) filter (where severity = 'blocker')::int as blocker, count(*) filter (where severity = 'warning')::int as warning, count(*) filter (where severity = 'info')::int as info, count(*) filter (where draft)::int as drafts
        from (${source(now)}) s where ${condition(filter)}
      ),
      p as (select id from (${source(now)}) s where ${condition(filter)} order by ${order} limit ${size} offset ${offset})
    select n.*, s.* from n left join (select s.* from p join (${source(now)}) s on s.id = p.id) s on true order by ${order}`;
}

function pageOf(rows: Record<string, unknown>[], exact: boolean): FindingPage {
  const count = (name: string) => Number(rows[0]?.[name] ?? 0);
  return {
    rows: rows.filter((row) => row.id !== null).map((row) => findingOf(row, exact)),
    total: count('total'),
    counts: { blocker: count('blocker'), warning: count('warning'), info: count('info'), drafts: count('drafts') },
  };
}

const date = (value: unknown) => new Date(String(value));
const text = (value: unknown) => (value === null ? null : String(value));

/** A row of a source as the product speaks of it; `exact` where the reader may see how many people. */
export function findingOf(row: Record<string, unknown>, exact: boolean): FindingRow {
  const [rule, type, values] = [row.rule as RuleId, row.object_type as RuleObject, row.values as RuleValues];
  return {
    id: String(row.id), rule, type, object: String(row.object_id), title: String(row.title), about: String(row.about), draft: row.draft === true, jurisdiction: text(row.jurisdiction), severity: row.severity as Severity,
    values: exact ? values : valuesWithheld(rule, type, values), places: row.places as Place[], pack: String(row.pack), status: row.standing as FindingStatus,
    overriddenUntil: row.standing === 'overridden' ? text(row.overridden_until) : null, assignee: row.assignee === null ? null : { id: String(row.assignee), name: String(row.assignee_name ?? row.assignee) }, due: text(row.due),
    firstSeen: date(row.first_seen), since: date(row.since), resolvedAt: row.resolved_at === null ? null : date(row.resolved_at), days: Number(row.days), cameBack: row.came_back === true, illustrative: row.illustrative === true,
  };
}

export type FindingFacet = 'severity' | 'rule' | 'object' | 'status' | 'standing' | 'assignee' | 'age';
export type FindingFacets = Record<FindingFacet, { value: string; count: number; label: string }[]>;

/** How many findings each choice of a filter would show, all other filters as they are; people by name. Most frequent first. */
export async function countFindings(actor: Actor, filter: FindingFilter, now = new Date()): Promise<FindingFacets> {
  permit(actor, 'findings:read');
  const db = await database();
  const { id, campaign, ...choices } = filter;
  const facet = (name: FindingFacet, value: SQL, kept: FindingFilter, label: SQL = value) => sql`select ${name}::text as facet, (${value})::text as value, max((${label})::text) as label, sum(n)::int as count from g where ${condition(kept)} group by 2`;
  const without = (name: keyof FindingFilter) => ({ ...choices, [name]: undefined });
  // The findings are read once, into how many there are of each combination of choices; what each choice would show is a sum over these.
  const found = await db.execute<{ facet: FindingFacet; value: string; label: string; count: number }>(sql`
    with g as materialized (
      select severity, rule, object_type, standing, draft, assignee, age, max(assignee_name) as assignee_name, count(*) as n from (${source(now)}) s where ${condition({ id, campaign, status: 'all' })} group by 1, 2, 3, 4, 5, 6, 7
    )
    ${sql.join([
      facet('severity', sql`severity`, without('severity')), facet('rule', sql`rule`, without('rule')), facet('object', sql`object_type`, without('object')), facet('status', sql`standing`, { ...choices, status: 'all' }),
      facet('standing', sql`case when draft then 'draft' else 'in_force' end`, without('standing')), facet('assignee', sql`coalesce(assignee, 'nobody')`, without('assignee'), sql`coalesce(assignee_name, '')`), facet('age', sql`age`, without('age')),
    ], sql` union all `)}`);
  const of = (name: FindingFacet) => found.rows.filter((row) => row.facet === name).map(({ value, label, count }) => ({ value, label, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { severity: of('severity'), rule: of('rule'), object: of('object'), status: of('status'), standing: of('standing'), assignee: of('assignee'), age: of('age') as FindingFacets['age'] & { value: AgeName }[] };
}
