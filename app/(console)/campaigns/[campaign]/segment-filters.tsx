import Link from 'next/link';
import { UptakeSearch } from '@/app/(console)/campaigns/[campaign]/search-params';
import { type Grouping, uptakeQuery } from '@/app/(console)/campaigns/[campaign]/segment-query';
import { Choice } from '@/components/form/choice';
import type { Words } from '@/domain/words/catalogue';
import { platforms } from '@/domain/notices/vocabulary';

type Props = { search: UptakeSearch; groupings: Grouping[]; words: Words; exact: boolean; regions: { value: string; label: string }[] };

/** Grouping and filters as a plain form: what it sends is the page's address. A manager filters by one dimension at a time. */
export function SegmentFilters({ search, groupings, words, exact, regions }: Props) {
  const { segments, platforms: names } = words.uptake;
  const { table } = words.shell;
  const filtered = search.region !== undefined || search.platform !== undefined || search.channel !== undefined;
  return (
    <form method="get" className="no-print mb-3 flex flex-wrap items-end gap-3">
      {search.as_of && <input type="hidden" name="as_of" value={search.as_of} />}
      <Choice name="by" label={segments.group} value={search.by} options={groupings.map((by) => ({ value: by, label: segments.groupings[by] }))} />
      <Choice name="region" label={segments.region} value={search.region} all={table.all} options={regions} />
      {exact && <Choice name="platform" label={segments.platform} value={search.platform} all={table.all} options={platforms.map((value) => ({ value, label: names[value] }))} />}
      <button type="submit" className="button">{table.filter}</button>
      {filtered && <Link className="button" href={uptakeQuery({ ...search, region: undefined, platform: undefined, channel: undefined, page: 1 }) || '?'}>{table.clear}</Link>}
    </form>
  );
}
