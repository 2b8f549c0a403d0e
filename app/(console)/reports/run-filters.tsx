import Link from 'next/link';
import type { RunsSearch } from '@/app/(console)/reports/search-params';
import { Choice } from '@/components/form/choice';
import type { Option } from '@/components/form/field';
import { reportTypes, runStatuses } from '@/domain/reports/vocabulary';
import type { Words } from '@/domain/words/catalogue';

/** The filters of the runs as a plain form: what it sends is the page's address. */
export function RunFilters({ search, campaigns, words }: { search: RunsSearch; campaigns: Option[]; words: Words }) {
  const { runs, reports } = words;
  const { table } = words.shell;
  return (
    <form method="get" className="no-print mb-3 flex flex-wrap items-end gap-3">
      <Choice name="type" label={runs.columns.type} value={search.type} all={table.all} options={reportTypes.map((value) => ({ value, label: reports.types[value] }))} />
      <Choice name="campaign" label={runs.campaign} value={search.campaign} all={table.all} options={campaigns} />
      <Choice name="status" label={runs.columns.status} value={search.status} all={table.all} options={runStatuses.map((value) => ({ value, label: reports.statuses[value] }))} />
      <button type="submit" className="button">{table.filter}</button>
      {(search.type ?? search.campaign ?? search.status) && <Link className="button" href="/reports">{table.clear}</Link>}
    </form>
  );
}
