import type pg from 'pg';
import { conflict } from '@/domain/errors';
import { rejudge } from '@/domain/findings/sql/rejudge';
import type { RuleId, RuleObject } from '@/domain/findings/vocabulary';
import { kept } from '@/db/kept-plan';

/** A blocker that keeps something from being signed. */
export type OpenBlocker = { finding: string; rule: RuleId; type: RuleObject; object: string };

/** What is to be signed: a campaign with the purposes in force that its notices carry, the whole register in force, or an export beside either. */
export type SignedThing = { campaign?: string; register?: boolean; exports?: readonly string[] };

/** The open blockers on a thing to be signed, on approved versions alone, by kind, object and rule. An override holds until its day (UTC). */
export async function blockersOf(client: pg.Pool | pg.ClientBase, { campaign, register = false, exports = [] }: SignedThing, now: Date): Promise<OpenBlocker[]> {
  const found = await client.query<OpenBlocker>(kept(
    `select f.id as finding, f.rule, f.object_type as type, f.object_id as object from findings f
     where f.severity = 'blocker' and not f.draft and (f.status in ('open', 'acknowledged') or (f.status = 'overridden' and f.overridden_until <= ($4::timestamptz at time zone 'UTC')::date))
       and (($1::text is not null and f.object_type = 'campaign' and f.object_id = $1) or ($2 and f.object_type = 'purpose') or (f.object_type = 'export' and f.object_id = any($3))
         or ($1 is not null and f.object_type = 'purpose' and f.object_id in (
           select unnest(n.purposes) from notices n join campaigns c on c.id = n.campaign_id where c.key = $1
           union select l.purpose_key from notice_passages l join campaigns c on c.id = l.campaign_id where c.key = $1 and l.unlinked_at is null)))
     order by f.object_type, f.object_id, f.rule, f.id`,
    [campaign ?? null, register, exports, now],
  ));
  return found.rows;
}

const named = 8;

/**
 * Judges the thing anew in the caller's transaction and returns when no blocker is open on it. Throws `conflict` (`open_blockers`) naming the
 * first of them otherwise: the one gate of everything that is signed.
 */
export async function requireNoBlockers(client: pg.ClientBase, thing: SignedThing, now: Date): Promise<void> {
  await rejudge(client, thing.register ? null : { purposes: [], campaigns: thing.campaign === undefined ? [] : [thing.campaign] }, now);
  const blockers = await blockersOf(client, thing, now);
  if (blockers.length === 0) return;
  const first = blockers.slice(0, named).map(({ rule, type, object }) => `${rule} on ${type} ${object}`);
  throw conflict(`${blockers.length === 1 ? 'A blocker is' : `${blockers.length} blockers are`} open: ${first.join(', ')}${blockers.length > named ? ', …' : ''}. Mend what they name, or let the DPO override where the rule allows it.`, 'open_blockers');
}
