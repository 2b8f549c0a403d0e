import type { Campaign } from '@/domain/campaigns/queries';
import type { DeadlineEntry } from '@/domain/campaigns/deadline';
import { type Counts, type Rates, type Tally, countsOf, ratesOf, reachedOf } from '@/domain/uptake/rates';
import type { SegmentFilter } from '@/domain/uptake/schemas';
import type { CountName, GroupingDimension, RateName } from '@/domain/uptake/vocabulary';

export type Cell = { population: number | null; counts: Counts; rates: Rates; suppressed: (CountName | RateName | 'population')[] };
export type Group = Cell & { key: Partial<Record<GroupingDimension, string>> };
export type DayCounts = { date: string; counts: Counts; suppressed: CountName[] };
export type DeadlineStanding = { entry: DeadlineEntry; regions: string[]; acceptedBy: number | null; acceptedLate: number | null; suppressed: boolean };

export type UptakeView = {
  campaign: Campaign;
  asOf: Date;
  knownAt: Date;
  /** False where small cells are withheld and only day ends are shown. */
  exact: boolean;
  /** The least number of people that may be shown to those who see no exact numbers. */
  smallCell: number;
  deadline: DeadlineEntry | null;
  deadlines: DeadlineStanding[];
  total: Cell;
  groups: Group[];
  series: DayCounts[];
};

export type UptakeQuestion = { campaign: string; asOf?: Date; /** The end of this day in the campaign's zone, instead of `asOf`; never later than now. */ endOfDay?: string; knownAt?: Date; by?: GroupingDimension[]; filter?: SegmentFilter; from?: string; to?: string };

/** A cell with nothing withheld; `not_reached` is clamped at 0. */
export function cellOf(tally: Tally, population: number | null): Cell {
  const notReached = population === null ? null : Math.max(0, population - reachedOf(tally));
  return { population, counts: countsOf(tally, notReached), rates: ratesOf(tally, population), suppressed: [] };
}

/** The values of a group's key by dimension. */
export function groupKey(by: GroupingDimension[], key: string): Partial<Record<GroupingDimension, string>> {
  const named: Partial<Record<GroupingDimension, string>> = {};
  let from = 0;
  for (const name of by) {
    const tab = key.indexOf('\t', from);
    named[name] = key.slice(from, tab < 0 ? undefined : tab);
    from = tab < 0 ? key.length : tab + 1;
  }
  return named;
}
