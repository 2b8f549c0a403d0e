import { partValue } from '@/app/(console)/campaigns/[campaign]/sentences';
import type { UptakeSearch } from '@/app/(console)/campaigns/[campaign]/search-params';
import type { Grouping, SegmentColumn } from '@/app/(console)/campaigns/[campaign]/segment-query';
import type { SegmentFilter } from '@/domain/uptake/schemas';
import type { Group, UptakeView } from '@/domain/uptake/view';
import { type GroupingDimension, groupingDimensions } from '@/domain/uptake/vocabulary';

/** One row of the segments table: numbers by column, null with `withheld` where a small cell is kept back. */
export type SegmentRow = { id: string; key: Partial<Record<GroupingDimension, string>>; values: Record<SegmentColumn, number | null>; withheld: SegmentColumn[] };

export const dimensionsOf = (by: Grouping): GroupingDimension[] => by.split(',').flatMap((name) => groupingDimensions.find((dimension) => dimension === name) ?? []);

export const filterOf = ({ region, platform, channel }: UptakeSearch): SegmentFilter => ({ ...(region && { region }), ...(platform && { platform }), ...(channel && { channel }) });

/** The groups of a view as table rows, sorted and cut to the page as the search says; ties and nulls in a total order. */
export function segmentRows(view: UptakeView, search: UptakeSearch): { rows: SegmentRow[]; all: SegmentRow[]; total: number } {
  const rows = view.groups.map((group) => toRow(group, view.campaign.target));
  const direction = search.dir === 'asc' ? 1 : -1;
  const { sort } = search;
  const compare = (a: SegmentRow, b: SegmentRow) => {
    if (sort === 'key') return direction * (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
    const [x, y] = [a.values[sort], b.values[sort]];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return direction * (x - y);
  };
  const all = rows.toSorted((a, b) => compare(a, b) || (a.id < b.id ? -1 : 1));
  return { all, rows: all.slice((search.page - 1) * search.size, search.page * search.size), total: all.length };
}

function toRow(group: Group, target: number | null): SegmentRow {
  const [pending, unseen, refused, closed] = (['pending', 'unseen', 'refused', 'closed'] as const).map((part) => partValue(group, part));
  const { population, counts, rates, suppressed } = group;
  const gap = target === null || population === null || counts.accepted === null ? null : Math.max(0, Math.ceil(target * population) - counts.accepted);
  const hidden: [SegmentColumn, boolean | undefined][] = [
    ['population', suppressed.includes('population')],
    ['accepted', suppressed.includes('accepted')],
    ['rate', suppressed.includes('of_due')],
    ['gap', suppressed.includes('accepted') || suppressed.includes('population')],
    ['reached', suppressed.includes('of_reached')],
    ['pending', pending?.withheld],
    ['unseen', unseen?.withheld],
    ['refused', refused?.withheld],
    ['closed', closed?.withheld],
  ];
  return {
    id: Object.values(group.key).join(' · '),
    key: group.key,
    values: {
      population, accepted: counts.accepted, rate: rates.of_due, gap, reached: rates.of_reached,
      pending: pending?.value ?? null, unseen: unseen?.value ?? null, refused: refused?.value ?? null, closed: closed?.value ?? null,
    },
    withheld: hidden.flatMap(([name, is]) => (is ? [name] : [])),
  };
}
