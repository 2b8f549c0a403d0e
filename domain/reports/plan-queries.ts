import { asc, desc, eq, isNotNull, isNull, or } from 'drizzle-orm';
import { type Actor, can, permit } from '@/domain/access/permissions';
import { getCampaign } from '@/domain/campaigns/queries';
import { needs } from '@/domain/reports/run';
import type { ReportType } from '@/domain/reports/vocabulary';
import { endOfDay } from '@/domain/uptake/moment-queries';
import { connection, database } from '@/db/client';
import { reportPresets, reportSchedules, users } from '@/db/schema';

export type PresetRow = typeof reportPresets.$inferSelect & { ownerName: string; own: boolean };
export type ScheduleRow = typeof reportSchedules.$inferSelect & { ownerName: string; endable: boolean };

/** Whether somebody may ask for a type of report. */
export const mayAsk = (actor: Actor, type: ReportType): boolean => [...needs[type], 'reports:write' as const].every((permission) => can(actor, permission));

/** One's own presets and those that are shared, of the reports one may ask for, by name. */
export async function listPresets(actor: Actor): Promise<PresetRow[]> {
  permit(actor, 'reports:write');
  const db = await database();
  const found = await db.select({ preset: reportPresets, name: users.name }).from(reportPresets).leftJoin(users, eq(users.id, reportPresets.owner))
    .where(or(eq(reportPresets.shared, true), eq(reportPresets.owner, actor.id))).orderBy(asc(reportPresets.name), asc(reportPresets.id));
  return found.filter(({ preset }) => mayAsk(actor, preset.request.type)).map(({ preset, name }) => ({ ...preset, ownerName: name ?? preset.owner, own: preset.owner === actor.id }));
}

/** The schedules of reports one may ask for: those that go on by when they are next due, then the last twenty that ended. */
export async function listSchedules(actor: Actor): Promise<ScheduleRow[]> {
  permit(actor, 'reports:write');
  const db = await database();
  const from = () => db.select({ schedule: reportSchedules, name: users.name }).from(reportSchedules).leftJoin(users, eq(users.id, reportSchedules.owner));
  const [open, over] = await Promise.all([
    from().where(isNull(reportSchedules.endedAt)).orderBy(asc(reportSchedules.nextAt), asc(reportSchedules.id)),
    from().where(isNotNull(reportSchedules.endedAt)).orderBy(desc(reportSchedules.endedAt), desc(reportSchedules.id)).limit(20),
  ]);
  return [...open, ...over].filter(({ schedule }) => mayAsk(actor, schedule.request.type))
    .map(({ schedule, name }) => ({ ...schedule, ownerName: name ?? schedule.owner, endable: schedule.endedAt === null && (schedule.owner === actor.id || can(actor, 'uptake:exact')) }));
}

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The zone days are meant in (the one named, else the campaign's, else UTC) and the instants at which the first of them begins and the last ends. */
export async function boundsOf(actor: Actor, { campaign, zone: named, from, to }: { campaign?: string; zone?: string; from?: string; to?: string }): Promise<{ zone: string; from: Date | null; to: Date | null }> {
  permit(actor, 'reports:read');
  const zone = named ?? (campaign === undefined ? 'UTC' : (await getCampaign(actor, campaign)).zone);
  const { pool } = await connection();
  return { zone, from: from === undefined ? null : await endOfDay(pool, zone, dayBefore(from)), to: to === undefined ? null : await endOfDay(pool, zone, to) };
}
