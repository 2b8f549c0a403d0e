/** The UTC date of an instant as ISO 8601. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The date so many months later, on the last day of the month where the day does not exist there: 2026-01-31 and one month is 2026-02-28. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}
