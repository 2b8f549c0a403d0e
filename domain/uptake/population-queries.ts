import { type GroupingDimension, groupingDimensions } from '@/domain/uptake/vocabulary';
import type { Asker } from '@/domain/uptake/sql/locks';
import type { SegmentFilter } from '@/domain/uptake/schemas';
import { kept } from '@/db/kept-plan';

type PopulationEntry = Record<GroupingDimension, string> & { asOf: Date; count: number };

/** The people in scope, per segment and over time, as recorded by an instant. */
export type Population = {
  dimensions: GroupingDimension[];
  /** Per group (values joined by a tab) at an instant; null where the rows do not say: before the first, or for a finer group. */
  at(instant: Date, by: GroupingDimension[], filter?: SegmentFilter): ReadonlyMap<string, number> | null;
};

/** Reads the population rows of a campaign recorded by `knownAt`. */
export async function readPopulation(asker: Asker, campaignId: number, knownAt: Date): Promise<Population> {
  const found = await asker.query<PopulationEntry & { as_of: Date; n: string }>(kept(
    `select region, platform, channel, app_version, locale, as_of, count as n from population
     where campaign_id = $1 and recorded_at <= $2 order by as_of, recorded_at, region, platform, channel, app_version, locale`,
    [campaignId, knownAt],
  ));
  const entries = found.rows.map((row) => ({ ...row, asOf: row.as_of, count: Number(row.n) }));
  const first = entries[0];
  const dimensions = groupingDimensions.filter((name) => first !== undefined && first[name] !== '');
  const answers = new Map<string, ReadonlyMap<string, number>>();
  return {
    dimensions,
    at(instant, by, filter = {}) {
      if (first === undefined || first.asOf > instant) return null;
      const filtered = groupingDimensions.filter((name) => filter[name] !== undefined);
      if (![...by, ...filtered].every((name) => dimensions.includes(name))) return null;
      // Between two entries it is the same for every instant, and a year is asked for day by day.
      const until = entries.findLastIndex((entry) => entry.asOf <= instant) + 1;
      const key = JSON.stringify([until, by, filtered.map((name) => [name, filter[name]])]);
      const known = answers.get(key) ?? sumsOf(entries.slice(0, until), dimensions, by, filter);
      answers.set(key, known);
      return known;
    },
  };
}

/** The last entry of each segment, added up per group. */
function sumsOf(entries: PopulationEntry[], dimensions: GroupingDimension[], by: GroupingDimension[], filter: SegmentFilter): Map<string, number> {
  const current = new Map(entries.map((entry) => [dimensions.map((name) => entry[name]).join('\t'), entry]));
  const sums = new Map<string, number>();
  for (const entry of current.values()) {
    if (groupingDimensions.some((name) => filter[name] !== undefined && entry[name] !== filter[name])) continue;
    const key = by.map((name) => entry[name]).join('\t');
    sums.set(key, (sums.get(key) ?? 0) + entry.count);
  }
  return sums;
}
