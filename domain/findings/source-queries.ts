import { type Placeholder, type SQL, getTableColumns, sql } from 'drizzle-orm';
import type { FindingFilter } from '@/domain/findings/schemas';
import { findingAges } from '@/domain/findings/vocabulary';
import { findings } from '@/db/schema';

const columns = sql.join(Object.values(getTableColumns(findings)).map((column) => sql`${column}`), sql`, `);
const ages = Object.entries(findingAges).map(([name, days]) => sql`when days <= ${days} then ${name}`);

/** Findings as they stand on the day of `now` (UTC), with their age and the names people know things by: an override that is over is open, whoever asks first. */
export const source = (now: Date | Placeholder): SQL => sql`
  select x.*, case ${sql.join(ages, sql` `)} else 'older' end as age from (
    select ${columns}, (${now}::timestamptz at time zone 'UTC')::date - (findings.since at time zone 'UTC')::date as days,
      case when findings.status = 'overridden' and findings.overridden_until <= (${now}::timestamptz at time zone 'UTC')::date then 'open' else findings.status end as standing,
      coalesce(p.title, c.title, findings.object_id) as title, u.name as assignee_name
    from findings
    left join purposes p on findings.object_type = 'purpose' and p.key = findings.object_id
    left join campaigns c on findings.object_type = 'campaign' and c.key = findings.object_id
    left join users u on u.id = findings.assignee
  ) x`;

/** The history of findings, each step with its author and assignee by name: that it was opened stands in the finding itself, its number 0. In order of `number` for one finding. */
export const findingHistory: SQL = sql`
  select h.finding, h.number, h.step, coalesce(u.name, h.author) as author, h.reason, h.until::text as until, coalesce(a.name, h.assignee) as assignee, h.due::text as due, h.severity, h.pack, h.recorded_at
  from (
    select id as finding, 0 as number, 'opened' as step, null as author, '' as reason, null::date as until, null as assignee, null::date as due, opened_severity as severity, opened_pack as pack, first_seen as recorded_at from findings
    union all select finding, number, step, author, reason, until, assignee, due, severity, pack, recorded_at from finding_steps
  ) h left join users u on u.id = h.author left join users a on a.id = h.assignee`;

/** A filter whose object may be named later, where its statement is written once. */
export type WrittenFilter = Omit<FindingFilter, Named> & { [Name in Named]?: FindingFilter[Name] | Placeholder };
type Named = 'object' | 'id' | 'campaign';

/** The filter as a condition over the rows of a source. */
export function condition({ severity, rule, object, id, campaign, status, standing, assignee, age }: WrittenFilter): SQL {
  const parts = [
    status === 'all' ? undefined : status ? sql`standing = ${status}` : sql`standing <> 'resolved'`,
    severity && sql`severity = ${severity}`,
    rule && sql`rule = ${rule}`,
    object && sql`object_type = ${object}`,
    id && sql`object_id = ${id}`,
    standing && sql`draft = ${standing === 'draft'}`,
    assignee && (assignee === 'nobody' ? sql`assignee is null` : sql`assignee = ${assignee}`),
    age && sql`age = ${age}`,
    campaign && sql`((object_type = 'campaign' and object_id = ${campaign}) or (object_type = 'purpose' and object_id in (
      select unnest(n.purposes) from notices n join campaigns k on k.id = n.campaign_id where k.key = ${campaign}
      union select l.purpose_key from notice_passages l join campaigns k on k.id = l.campaign_id where k.key = ${campaign} and l.unlinked_at is null)))`,
  ].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}
