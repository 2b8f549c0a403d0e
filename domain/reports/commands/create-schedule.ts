import { eq } from 'drizzle-orm';
import { permit } from '@/domain/access/permissions';
import { command } from '@/domain/command';
import { invalid, missing } from '@/domain/errors';
import { needs } from '@/domain/reports/run';
import { nextRun } from '@/domain/reports/schedule-queries';
import { CreateSchedule } from '@/domain/reports/schemas';
import { campaigns, reportSchedules } from '@/db/schema';

/**
 * Has the worker ask for a report again and again, with the rights of whoever sets it up as they are then. Throws `missing` for an unknown campaign and
 * `invalid` when no run would ever be made. Returns the id and when the first run is due.
 */
export const createSchedule = command({
  action: 'schedule.create',
  permission: 'reports:write',
  input: CreateSchedule,
  async run({ tx, actor, input: { name, request, rhythm, zone, hour, days, keep_days: keepDays }, now }) {
    for (const permission of needs[request.type]) permit(actor, permission);
    const campaign = request.campaign ?? null;
    if (campaign !== null) {
      const [found] = await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.key, campaign));
      if (!found) throw missing(`The campaign ${campaign}`);
    }
    const plan = { rhythm, zone, hour, days };
    const nextAt = await nextRun(tx, { ...plan, campaign }, now);
    if (nextAt === null) throw invalid('days: That day before the deadline is past, or the campaign has no deadline.', [{ field: 'days', message: 'no_run_to_come' }]);
    const [made] = await tx.insert(reportSchedules).values({ name, request, owner: actor.id, ...plan, keepDays, createdAt: now, nextAt }).returning({ id: reportSchedules.id });
    const id = made?.id ?? 0;
    return { result: { id, next_at: nextAt.toISOString() }, object: { type: 'schedule', id: String(id) }, after: { type: request.type, campaign, ...plan, keep_days: keepDays, next_at: nextAt.toISOString() } };
  },
});
