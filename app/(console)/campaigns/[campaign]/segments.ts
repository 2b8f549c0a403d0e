import { partValue } from '@/app/(console)/campaigns/[campaign]/sentences';
import type { UptakeSearch } from '@/app/(console)/campaigns/[campaign]/search-params';
import { type Grouping, type SegmentColumn, segmentColumns } from '@/app/(console)/campaigns/[campaign]/segment-query';
import type { SegmentFilter } from '@/domain/uptake/schemas';
import type { Group, UptakeView } from '@/domain/uptake/view';
import { type GroupingDimension, groupingDimensions } from '@/domain/uptake/vocabulary';

/** One row of the segments table: numbers by column, null with `withheld` where a small cell is kept back. */
export type SegmentRow = { id: string; key: Partial<Record<GroupingDimension, string>>; values: Record<SegmentColumn, number | null>; withheld: SegmentColumn[] };

export const dimensionsOf = (by: Grouping): GroupingDimension[] => by.split(',').flatMap((name) => groupingDimensions.find((dimension) => dimension === name) ?? []);

export const filterOf = ({ region, platform, channel }: UptakeSearch): SegmentFilter => ({ ...(region && { region }), ...(platform && { platform }), ...(channel && { channel }) });

/** The groups of a view as table rows, sorted and cut to the page as the search says. */
export function segmentRows(view: UptakeView, search: UptakeSearch): { rows: SegmentRow[]; total: number } {
  const shown = sorted(view, search).slice((search.page - 1) * search.size, search.page * search.size);
  return { rows: shown.map((group) => rowOf(group, view.campaign.target)), total: view.groups.length };
}

/** All of them, sorted as the search says. */
export const allSegmentRows = (view: UptakeView, search: UptakeSearch): SegmentRow[] => sorted(view, search).map((group) => rowOf(group, view.campaign.target));

/** By one column, nulls last; ties in the order of their keys, in which a view has its groups. Only that column is made for all of them. */
function sorted({ groups, campaign }: UptakeView, { sort, dir }: UptakeSearch): Group[] {
  if (sort === 'key') return dir === 'asc' ? groups : groups.toReversed();
  const direction = dir === 'asc' ? 1 : -1;
  const last = dir === 'asc' ? Infinity : -Infinity;
  const valued = groups.map((group) => ({ group, value: figures[sort](group, campaign.target).value ?? last }));
  return valued.sort((a, b) => (a.value === b.value ? 0 : direction * (a.value - b.value))).map(({ group }) => group);
}

type Figure = { value: number | null; withheld: boolean };

const figures: Record<SegmentColumn, (group: Group, target: number | null) => Figure> = {
  population: ({ population, suppressed }) => ({ value: population, withheld: suppressed.includes('population') }),
  accepted: ({ counts, suppressed }) => ({ value: counts.accepted, withheld: suppressed.includes('accepted') }),
  rate: ({ rates, suppressed }) => ({ value: rates.of_due, withheld: suppressed.includes('of_due') }),
  gap: ({ population, counts: { accepted }, suppressed }, target) => ({
    value: target === null || population === null || accepted === null ? null : Math.max(0, Math.ceil(target * population) - accepted),
    withheld: suppressed.includes('accepted') || suppressed.includes('population'),
  }),
  reached: ({ rates, suppressed }) => ({ value: rates.of_reached, withheld: suppressed.includes('of_reached') }),
  pending: (group) => partValue(group, 'pending'),
  unseen: (group) => partValue(group, 'unseen'),
  refused: (group) => partValue(group, 'refused'),
  closed: (group) => partValue(group, 'closed'),
};

function rowOf(group: Group, target: number | null): SegmentRow {
  const made = segmentColumns.map((column) => ({ column, ...figures[column](group, target) }));
  return {
    id: Object.values(group.key).join(' · '),
    key: group.key,
    values: Object.fromEntries(made.map(({ column, value }) => [column, value])) as SegmentRow['values'],
    withheld: made.flatMap(({ column, withheld }) => (withheld ? [column] : [])),
  };
}
