import type pg from 'pg';
import { isOver } from '@/domain/findings/compare';
import { lockFindings } from '@/domain/findings/sql/store';
import type { FindingStatus, LaterStep, RuleId, RuleObject, Severity } from '@/domain/findings/vocabulary';
import { conflict, missing } from '@/domain/errors';
import type { Actor } from '@/domain/access/permissions';

export type StandingFinding = { id: string; rule: RuleId; objectType: RuleObject; objectId: string; severity: Severity; status: FindingStatus; overriddenUntil: string | null; assignee: string | null; due: string | null };

/** Locks a finding and gives how it stands on this day (UTC); an override that is over is none. Throws `missing`, or `conflict` where the facts have resolved it. */
export async function standingFinding(client: pg.ClientBase, id: string, now: Date): Promise<StandingFinding> {
  await lockFindings(client);
  const found = await client.query<StandingFinding>(
    `select id, rule, object_type as "objectType", object_id as "objectId", severity, status, overridden_until::text as "overriddenUntil", assignee, due::text as due from findings where id = $1 for update`,
    [id],
  );
  const row = found.rows[0];
  if (!row) throw missing(`The finding ${id}`);
  if (row.status === 'resolved') throw conflict('The facts no longer bear this finding: there is nothing left to say of it.', 'resolved_already');
  return isOver(row, now.toISOString().slice(0, 10)) ? { ...row, status: 'open', overriddenUntil: null } : row;
}

type Said = { step: LaterStep; status?: FindingStatus; reason: string; until?: string | null; assignee?: string | null; due?: string | null };

/** Writes what a person said of a finding: how it stands now, and one step of its history. */
export async function say(client: pg.ClientBase, actor: Actor, finding: StandingFinding, { step, status = finding.status, reason, until = finding.overriddenUntil, assignee = finding.assignee, due = finding.due }: Said, now: Date): Promise<void> {
  await client.query('update findings set status = $2, overridden_until = $3, assignee = $4, due = $5 where id = $1', [finding.id, status, status === 'overridden' ? until : null, assignee, due]);
  await client.query(
    `insert into finding_steps (finding, step, author, reason, until, assignee, due, severity, pack, recorded_at) select id, $2, $3, $4, $5, $6, $7, severity, pack, $8 from findings where id = $1`,
    [finding.id, step, actor.id, reason, step === 'overridden' ? until : null, step === 'assigned' ? assignee : null, step === 'assigned' ? due : null, now],
  );
}

/** A finding as evidence names it: which rule, on what, how it stood. */
export const asEvidence = ({ rule, objectType, objectId, severity, status, overriddenUntil }: StandingFinding) => ({ rule, on: { type: objectType, id: objectId }, severity, status, until: overriddenUntil });
