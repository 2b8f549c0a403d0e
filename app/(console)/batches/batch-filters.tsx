import Link from 'next/link';
import { batchesQuery } from '@/app/(console)/batches/batches-query';
import { type BatchesSearch, isFiltered } from '@/app/(console)/batches/search-params';
import { Choice } from '@/components/form/choice';
import type { Option } from '@/components/form/field';
import { batchStatuses } from '@/domain/uptake/vocabulary';
import type { Words } from '@/domain/words/catalogue';

/** The filters, and how many rows a page has, as a plain form: what it sends is the page's address. */
export function BatchFilters({ search, campaigns, words }: { search: BatchesSearch; campaigns: Option[]; words: Words }) {
  const { batches } = words;
  const { table } = words.shell;
  const kept = new URLSearchParams(batchesQuery({ ...search, campaign: undefined, status: undefined, size: 25, page: 1 }));
  return (
    <form method="get" className="no-print mb-3 flex flex-wrap items-end gap-3">
      {[...kept].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <Choice name="campaign" label={batches.campaign} value={search.campaign} all={table.all} options={campaigns} />
      <Choice name="status" label={batches.columns.status} value={search.status} all={table.all} options={batchStatuses.map((value) => ({ value, label: batches.statuses[value] }))} />
      <Choice name="size" label={table.rows} value={String(search.size)} options={['10', '25', '100'].map((value) => ({ value, label: value }))} />
      <button type="submit" className="button">{table.filter}</button>
      {isFiltered(search) && <Link className="button" href={batchesQuery({ ...search, campaign: undefined, status: undefined, page: 1 }) || '?'}>{table.clear}</Link>}
    </form>
  );
}
