import { sql } from 'drizzle-orm';
import { mainDeadline } from '@/domain/campaigns/deadline';
import { deadlinesOfCampaign } from '@/domain/reports/sql/deadlines-of-campaign';
import type { reportSchedules } from '@/db/schema';
import type { Transaction } from '@/db/client';

export type Schedule = typeof reportSchedules.$inferSelect;
export type Plan = Pick<Schedule, 'rhythm' | 'zone' | 'hour' | 'days'> & { campaign: string | null };

/**
 * When a schedule makes its next run after an instant: each day, each Monday, each first of a month at an hour of its zone, or once, some days
 * before the campaign's deadline in force; null when there is none to come. Days and hours are those of the server's time-zone database.
 */
export async function nextRun(tx: Transaction, { rhythm, zone, hour, days, campaign }: Plan, after: Date): Promise<Date | null> {
  if (rhythm === 'before_deadline') {
    const deadline = mainDeadline(await deadlinesOfCampaign(tx, campaign ?? ''), after);
    if (!deadline) return null;
    const at = await instantOf(tx, sql`((date_trunc('day', ${deadline.at.toISOString()}::timestamptz at time zone ${zone}) - make_interval(days => ${days}::int) + make_interval(hours => ${hour}::int)) at time zone ${zone})`);
    return at > after ? at : null;
  }
  const fits = { daily: sql`true`, weekly: sql`extract(isodow from d) = 1`, monthly: sql`extract(day from d) = 1` }[rhythm];
  const start = sql`date_trunc('day', ${after.toISOString()}::timestamptz at time zone ${zone})`;
  return instantOf(tx, sql`(select min(t) from (select (d + make_interval(hours => ${hour}::int)) at time zone ${zone} as t from generate_series(${start}, ${start} + interval '40 days', interval '1 day') d where ${fits}) x where t > ${after.toISOString()}::timestamptz)`);
}

/** What a planned run is about: the day that ended, and the period that ended with it. */
export async function periodOf(tx: Transaction, { rhythm, zone, days }: Plan, planned: Date): Promise<{ from: Date; asOf: Date }> {
  const day = sql`date_trunc('day', ${planned.toISOString()}::timestamptz at time zone ${zone})`;
  const back = { daily: sql`interval '1 day'`, weekly: sql`interval '7 days'`, monthly: sql`interval '1 month'`, before_deadline: sql`make_interval(days => ${Math.max(days, 1)}::int)` }[rhythm];
  return { from: await instantOf(tx, sql`((${day} - ${back}) at time zone ${zone})`), asOf: await instantOf(tx, sql`(${day} at time zone ${zone})`) };
}

async function instantOf(tx: Transaction, expression: ReturnType<typeof sql>): Promise<Date> {
  const found = await tx.execute<{ at: string }>(sql`select extract(epoch from ${expression}) * 1000 as at`);
  return new Date(Number(found.rows[0]?.at));
}
