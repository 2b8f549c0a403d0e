import Link from 'next/link';
import { type RegisterSearch, isFiltered } from '@/app/(console)/purposes/search-params';
import { registerQuery } from '@/app/(console)/purposes/register-query';
import { Choice } from '@/components/form/choice';
import { lawfulBases, purposeStatuses } from '@/domain/purposes/vocabulary';
import type { Words } from '@/domain/words/catalogue';

/** Search and filters as a plain form: what it sends is the page's address. */
export function PurposeFilters({ search, words }: { search: RegisterSearch; words: Words }) {
  const { register, law } = words;
  const { table } = words.shell;
  const kept = new URLSearchParams(registerQuery({ ...search, q: undefined, basis: undefined, status: undefined, page: 1 }));
  return (
    <form method="get" className="no-print mb-3 flex flex-wrap items-end gap-3">
      {[...kept].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <label className="grid min-w-48 grow text-sm sm:grow-0">
        <span className="text-muted">{register.search}</span>
        <input type="search" name="q" defaultValue={search.q} maxLength={200} className="field-input" />
      </label>
      <Choice name="basis" label={law.lawfulBasis} value={search.basis} all={table.all} options={lawfulBases.map((value) => ({ value, label: law.bases[value] }))} />
      <Choice name="status" label={register.columns.status} value={search.status} all={table.all} options={purposeStatuses.map((value) => ({ value, label: register.statuses[value] }))} />
      <button type="submit" className="button">{table.filter}</button>
      {isFiltered(search) && <Link className="button" href={registerQuery({ ...search, q: undefined, basis: undefined, status: undefined, page: 1 }) || '?'}>{table.clear}</Link>}
    </form>
  );
}
