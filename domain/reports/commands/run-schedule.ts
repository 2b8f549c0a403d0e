import { and, asc, eq, isNull, lte, or } from 'drizzle-orm';
import { type Actor, can } from '@/domain/access/permissions';
import { isOpen } from '@/domain/access/queries';
import { type Clock, systemClock } from '@/domain/clock';
import { type Entry, type Outcome, command } from '@/domain/command';
import { DomainError } from '@/domain/errors';
import { enqueueRun } from '@/domain/reports/commands/enqueue-run';
import { definedOf } from '@/domain/reports/commands/request-report';
import { needs } from '@/domain/reports/run';
import { type Schedule, nextRun, periodOf } from '@/domain/reports/schedule-queries';
import { ScheduleId } from '@/domain/reports/schemas';
import { reportScopes } from '@/domain/reports/vocabulary';
import { type Transaction, database } from '@/db/client';
import { reportSchedules, users } from '@/db/schema';

const worker = { kind: 'system', id: 'worker' } as const;
const dayMs = 86_400_000;
type Made = { number: number | null };

/**
 * Asks for the run a schedule is due, as its owner would now, about the day that ended last, and sets when the next one is. Of runs that were missed only the last is
 * made. A schedule whose owner may no longer ask for its report, whose campaign is gone, or that has no run to come, ends by itself and says why.
 */
export const runSchedule = command({
  action: 'report.request',
  permission: 'reports:write',
  input: ScheduleId,
  async run({ tx, input: { id }, now }): Promise<Outcome<Made>> {
    const [schedule] = await tx.select().from(reportSchedules).where(and(eq(reportSchedules.id, id), isNull(reportSchedules.endedAt))).for('update');
    if (!schedule) return { result: { number: null }, entries: [] };
    const plan = { ...schedule, campaign: schedule.request.campaign ?? null };
    // A deadline may have moved since.
    const planned = schedule.rhythm === 'before_deadline' ? await nextRun(tx, plan, new Date((schedule.nextAt ?? schedule.createdAt).getTime() - dayMs)) : schedule.nextAt;
    if (planned === null) return ended(tx, schedule, 'done', now);
    if (planned > now) {
      if (planned.getTime() !== schedule.nextAt?.getTime()) await tx.update(reportSchedules).set({ nextAt: planned }).where(eq(reportSchedules.id, id));
      return { result: { number: null }, entries: [] };
    }
    const owner = await ownerOf(tx, schedule, now);
    if (owner === null || ![...needs[schedule.request.type], 'reports:write' as const].every((permission) => can(owner, permission))) return ended(tx, schedule, 'rights', now);
    const made = await asked(tx, schedule, owner, planned, now).catch((error: unknown) => (error instanceof DomainError && error.code === 'missing' ? null : Promise.reject(error)));
    if (made === null) return ended(tx, schedule, 'campaign', now);
    const next = schedule.rhythm === 'before_deadline' ? null : await nextRun(tx, plan, now);
    const entries: Entry[] = [{ object: { type: 'report', id: String(made.number) }, after: made.after }];
    if (next === null) entries.push(...(await ended(tx, schedule, 'done', now)).entries);
    else await tx.update(reportSchedules).set({ nextAt: next }).where(eq(reportSchedules.id, id));
    return { result: { number: made.number }, entries };
  },
});

async function asked(tx: Transaction, schedule: Schedule, owner: Actor, planned: Date, now: Date) {
  const { request, zone, keepDays } = schedule;
  const { from, asOf } = await periodOf(tx, { ...schedule, campaign: request.campaign ?? null }, planned);
  const inputs = {
    type: request.type, campaign: request.campaign ?? null, jurisdiction: request.jurisdiction ?? null, layout: request.layout ?? 'full', columns: request.columns?.length ? request.columns : null, subject: null,
    from: reportScopes[request.type].period === 'needed' ? from : null, zone: request.zone ?? zone, language: request.language, filters: definedOf(request.filters), exact: can(owner, 'uptake:exact'), asOf, countersign: request.countersign ?? false,
  } as const;
  return enqueueRun(tx, inputs, { requestedBy: owner.id, schedule: schedule.id, keepUntil: keepDays === null ? null : new Date(now.getTime() + keepDays * dayMs) }, now);
}

/** Who set the schedule up, with the role they have now; null when they have left. */
async function ownerOf(tx: Transaction, { owner }: Schedule, now: Date): Promise<Actor | null> {
  if (owner === 'cli') return { kind: 'system', id: 'cli' };
  const [user] = await tx.select({ id: users.id, role: users.role }).from(users).where(and(eq(users.id, owner), isOpen(now)));
  return user ? { kind: 'user', ...user } : null;
}

async function ended(tx: Transaction, { id }: Schedule, ending: 'done' | 'rights' | 'campaign', now: Date) {
  await tx.update(reportSchedules).set({ endedAt: now, nextAt: null, ending }).where(eq(reportSchedules.id, id));
  const entry: Entry = { action: 'schedule.end', object: { type: 'schedule', id: String(id) }, after: { ended_at: now.toISOString(), ending } };
  return { result: { number: null }, entries: [entry] };
}

/** Runs every schedule that is due, oldest first; returns the numbers of the runs that were asked for. The worker calls it. */
export async function runDueSchedules(clock: Clock = systemClock): Promise<number[]> {
  const db = await database();
  const due = await db.select({ id: reportSchedules.id }).from(reportSchedules)
    .where(and(isNull(reportSchedules.endedAt), or(lte(reportSchedules.nextAt, clock()), eq(reportSchedules.rhythm, 'before_deadline')))).orderBy(asc(reportSchedules.id));
  const made: number[] = [];
  for (const { id } of due) {
    const { number } = await runSchedule(worker, { id }, clock);
    if (number !== null) made.push(number);
  }
  return made;
}
