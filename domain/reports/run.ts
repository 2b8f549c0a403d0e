import { type Actor, can } from '@/domain/access/permissions';
import type { reportRuns } from '@/db/schema';

export type Run = typeof reportRuns.$inferSelect;

/** A campaign report with exact numbers is for those who may see them; to others it does not exist. */
export const maySee = (actor: Actor, run: Pick<Run, 'type' | 'exact'>): boolean => !(run.exact && run.type === 'campaign_uptake') || can(actor, 'uptake:exact');

/** Who the worker reads as: the rights of whoever asked, so that what was to be withheld never reaches the document. */
export const readerFor = (run: Pick<Run, 'number' | 'exact'>): Actor => ({ kind: 'key', id: `report:${run.number}`, scope: run.exact ? 'auditor' : 'manager' });
