import { type Actor, can } from '@/domain/access/permissions';
import type { KeyScope, Permission } from '@/domain/access/vocabulary';
import type { ReportType } from '@/domain/reports/vocabulary';
import type { reportRuns } from '@/db/schema';

export type Run = typeof reportRuns.$inferSelect;

/** What a report of a type takes to be asked for, and to be seen once it is made. */
export const needs: Record<ReportType, readonly Permission[]> = {
  article_30_record: ['purposes:read'],
  processor_record: ['purposes:read'],
  campaign_uptake: ['uptake:read'],
  transparency_table: ['purposes:read'],
  findings_and_clearance: ['purposes:read', 'findings:read', 'uptake:exact'],
  dpo_periodic: ['purposes:read', 'findings:read', 'uptake:exact'],
  subject_evidence: ['subjects:export'],
  event_extract: ['uptake:exact'],
};

/** Whether a report is for somebody: by its type, and a campaign report with exact numbers for those who may see them. To others it does not exist. */
export const maySee = (actor: Actor, run: Pick<Run, 'type' | 'exact'>): boolean =>
  needs[run.type].every((permission) => can(actor, permission)) && !(run.exact && run.type === 'campaign_uptake' && !can(actor, 'uptake:exact'));

/** Who the worker reads as: the rights of whoever asked, so that what was to be withheld never reaches the document. */
export const readerFor = (run: Pick<Run, 'number' | 'exact' | 'type'>): Actor => ({ kind: 'key', id: `report:${run.number}`, scope: scopeOf(run) });

const scopeOf = ({ type, exact }: Pick<Run, 'type' | 'exact'>): KeyScope => (type === 'subject_evidence' ? 'dpo' : exact ? 'auditor' : 'manager');
