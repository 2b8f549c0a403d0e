import type { ScheduleRow } from '@/domain/reports/plan-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

/** How often a schedule makes a run, with the hour and its zone. */
export function rhythmOf({ rhythm, days, hour, zone }: Pick<ScheduleRow, 'rhythm' | 'days' | 'hour' | 'zone'>, { builder }: Words, format: Formatter): string {
  const when = rhythm === 'before_deadline' ? builder.schedules.daysBefore(format.count(days)) : builder.rhythms[rhythm];
  return `${when}, ${String(hour).padStart(2, '0')}:00 ${zone}`;
}
