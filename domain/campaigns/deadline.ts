export type DeadlineEntry = { id: string; area: string | null; at: Date; since: Date; reason: string; author: string; recordedAt: Date; /** Its number within the campaign, from 0. */ ordinal: number };
export type Areas = ReadonlyMap<string, string>;

const later = (a: DeadlineEntry, b: DeadlineEntry) => a.since.getTime() - b.since.getTime() || a.recordedAt.getTime() - b.recordedAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const greatest = (entries: DeadlineEntry[]) => entries.reduce<DeadlineEntry | null>((best, entry) => (best === null || later(entry, best) > 0 ? entry : best), null);

/**
 * The deadline in force for a region at an instant, or null before the first: among entries with `since` ≤ `asOf`, those whose
 * area holds the region before those for everywhere, then the greatest `since`, then the last recorded (contract section 3).
 */
export const deadlineInForce = (entries: DeadlineEntry[], areas: Areas, region: string, asOf: Date): DeadlineEntry | null => inForceIn(entries, areas.get(region) ?? null, asOf);

/** The same for the regions of an area; null: those of none. */
function inForceIn(entries: DeadlineEntry[], area: string | null, asOf: Date): DeadlineEntry | null {
  const known = entries.filter((entry) => entry.since <= asOf);
  const own = area === null ? null : greatest(known.filter((entry) => entry.area === area));
  return own ?? greatest(known.filter((entry) => entry.area === null));
}

/** The deadline for everywhere that is in force, or null: what the headline of a campaign names. */
export const mainDeadline = (entries: DeadlineEntry[], asOf: Date): DeadlineEntry | null =>
  greatest(entries.filter((entry) => entry.since <= asOf && entry.area === null)) ?? greatest(entries.filter((entry) => entry.since <= asOf));

/** Every entry that was in force for at least one of the regions at some instant up to `asOf`, each with those regions, oldest first. */
export function deadlinesThatWereInForce(entries: DeadlineEntry[], areas: Areas, regions: string[], asOf: Date): { entry: DeadlineEntry; regions: string[] }[] {
  const instants = [...new Set(entries.map((entry) => entry.since.getTime()))].filter((time) => time <= asOf.getTime()).sort((a, b) => a - b);
  const areaOf = (region: string) => areas.get(region) ?? null;
  const held = new Map<DeadlineEntry, Set<string | null>>();
  for (const area of new Set(regions.map(areaOf)))
    for (const time of instants) {
      const entry = inForceIn(entries, area, new Date(time));
      if (entry) held.set(entry, (held.get(entry) ?? new Set()).add(area));
    }
  const inOrder = [...new Set(regions)].sort();
  return [...held].map(([entry, own]) => ({ entry, regions: inOrder.filter((region) => own.has(areaOf(region))) })).sort((a, b) => later(a.entry, b.entry));
}
