import { type Calendar, dayNumber, dayText } from '@/domain/uptake/engine/calendar';
import { calendarOf } from '@/domain/uptake/sql/calendar';
import type { Asker } from '@/domain/uptake/sql/locks';

/** The instant a question is about, in the campaign's days: `lastDay` ends at or after `asOf`, `wholeDay` when exactly at; `dayStart` is the last day end up to `asOf`. */
export type Moment = { asOf: Date; lastDay: string; dayStart: Date; dayEnd: Date; wholeDay: boolean };
export const micros = (at: Date) => at.getTime() * 1000;
export const instant = (at: number) => new Date(at / 1000);
export const dayMicros = 86_400_000_000;

/** The days around an instant. */
export const calendarAt = (client: Asker, zone: string, at: number): Promise<Calendar> => calendarOf(client, zone, at - 3 * dayMicros, at + 3 * dayMicros);

/** Which day of the campaign's zone an instant lies in, by the one time-zone database that buckets events: the server's. */
export async function momentOf(client: Asker, zone: string, asOf: Date): Promise<Moment> {
  const calendar = await calendarAt(client, zone, micros(asOf));
  const day = calendar.dayOf(micros(asOf));
  const starts = calendar.startOf(day);
  const wholeDay = starts === micros(asOf);
  return { asOf, lastDay: dayText(wholeDay ? day - 1 : day), wholeDay, dayStart: instant(starts), dayEnd: instant(wholeDay ? starts : calendar.startOf(day + 1)) };
}

/** The instant at which a local date ends. */
export async function endOfDay(client: Asker, zone: string, day: string): Promise<Date> {
  const number = dayNumber(day);
  return instant((await calendarAt(client, zone, number * dayMicros)).startOf(number + 1));
}

