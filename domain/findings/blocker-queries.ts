import { type Actor, permit } from '@/domain/access/permissions';
import type { RuleId } from '@/domain/findings/vocabulary';
import { connection } from '@/db/client';

/** A blocker that is open on a purpose in force; `jurisdiction` null where it holds in all of them. */
export type Blocker = { rule: RuleId; finding: string; jurisdiction: string | null };

/**
 * The open blockers on the approved register in force, by purpose; purposes without one are not in it. Acknowledging one does not close it;
 * an override does, until its day (UTC). `only` restricts the reading to some purposes. One indexed query.
 */
export async function openBlockers(actor: Actor, { only, now = new Date() }: { only?: readonly string[]; now?: Date } = {}): Promise<Map<string, Blocker[]>> {
  permit(actor, 'findings:read');
  const { pool } = await connection();
  const found = await pool.query<{ purpose: string } & Blocker>(
    `select object_id as purpose, rule, id as finding, jurisdiction from findings
     where object_type = 'purpose' and not draft and severity = 'blocker' and ($1::text[] is null or object_id = any($1))
       and (status in ('open', 'acknowledged') or (status = 'overridden' and overridden_until <= ($2::timestamptz at time zone 'UTC')::date))
     order by object_id, rule, jurisdiction nulls first, id`,
    [only ?? null, now],
  );
  const blockers = new Map<string, Blocker[]>();
  for (const { purpose, ...blocker } of found.rows) blockers.set(purpose, [...(blockers.get(purpose) ?? []), blocker]);
  return blockers;
}
