import type { DeadlineEntry } from '@/domain/campaigns/deadline';

const later = (a: DeadlineEntry, b: DeadlineEntry) => a.since.getTime() - b.since.getTime() || a.recordedAt.getTime() - b.recordedAt.getTime() || (a.id < b.id ? -1 : 1);

/**
 * The deadline that a campaign's retention counts from: of the entries that stand last for each area, the one that ends last, be it in force yet or not. A
 * deadline that moved takes the end with it; one that was superseded holds nothing up.
 */
export function lastDeadline(entries: readonly DeadlineEntry[]): Date | null {
  const standing = new Map<string | null, DeadlineEntry>();
  for (const entry of [...entries].sort(later)) standing.set(entry.area, entry);
  return [...standing.values()].reduce<Date | null>((last, { at }) => (last === null || at > last ? at : last), null);
}
