import { and, eq, isNull } from 'drizzle-orm';
import { can } from '@/domain/access/permissions';
import { command } from '@/domain/command';
import { missing } from '@/domain/errors';
import { ScheduleId } from '@/domain/reports/schemas';
import { reportSchedules } from '@/db/schema';

/** Ends a schedule of one's own; who sees exact numbers ends any. Its runs stay. Throws `missing` for one that has ended. */
export const endSchedule = command({
  action: 'schedule.end',
  permission: 'reports:write',
  input: ScheduleId,
  async run({ tx, actor, input: { id }, now }) {
    const [schedule] = await tx.select().from(reportSchedules).where(and(eq(reportSchedules.id, id), isNull(reportSchedules.endedAt))).for('update');
    if (!schedule || (schedule.owner !== actor.id && !can(actor, 'uptake:exact'))) throw missing(`The schedule ${id}`);
    await tx.update(reportSchedules).set({ endedAt: now, nextAt: null }).where(eq(reportSchedules.id, id));
    return { result: { id }, object: { type: 'schedule', id: String(id) }, before: { rhythm: schedule.rhythm, next_at: schedule.nextAt?.toISOString() ?? null }, after: { ended_at: now.toISOString() } };
  },
});
