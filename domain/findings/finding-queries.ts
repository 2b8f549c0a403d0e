import { sql } from 'drizzle-orm';
import { type Actor, can, permit } from '@/domain/access/permissions';
import type { Role } from '@/domain/access/vocabulary';
import { missing } from '@/domain/errors';
import { type FindingRow, findingOf } from '@/domain/findings/queries';
import { findingHistory, source } from '@/domain/findings/source-queries';
import type { FindingStep, Severity } from '@/domain/findings/vocabulary';
import { database } from '@/db/client';

/** One step of a finding's history; `author` null where the facts took it. */
export type StepRow = { number: number; step: FindingStep; author: string | null; reason: string; until: string | null; assignee: string | null; due: string | null; severity: Severity; pack: string; recordedAt: Date };

/** One finding with its history, oldest step first. Throws `missing`. */
export async function getFinding(actor: Actor, id: string, now = new Date()): Promise<FindingRow & { steps: StepRow[] }> {
  permit(actor, 'findings:read');
  const db = await database();
  const [found, steps] = await Promise.all([
    db.execute<Record<string, unknown>>(sql`select * from (${source(now)}) s where id = ${id}`),
    db.execute<Record<string, unknown>>(sql`select * from (${findingHistory}) s where finding = ${id} order by number`),
  ]);
  const row = found.rows[0];
  if (!row) throw missing(`The finding ${id}`);
  return {
    ...findingOf(row, can(actor, 'uptake:exact')),
    steps: steps.rows.map((step) => ({
      number: Number(step.number), step: step.step as FindingStep, author: step.author === null ? null : String(step.author), reason: String(step.reason), until: step.until === null ? null : String(step.until),
      assignee: step.assignee === null ? null : String(step.assignee), due: step.due === null ? null : String(step.due), severity: step.severity as Severity, pack: String(step.pack), recordedAt: new Date(String(step.recorded_at)),
    })),
  };
}

/** Who may act on findings, and so be given one, in order of name. */
export async function listAssignees(actor: Actor): Promise<{ id: string; name: string; role: Role }[]> {
  permit(actor, 'findings:write');
  const db = await database();
  const found = await db.execute<{ id: string; name: string; role: Role }>(sql`select id, name, role from users where disabled_at is null order by name, id`);
  return found.rows.filter(({ id, role }) => can({ kind: 'user', id, role }, 'findings:write'));
}
