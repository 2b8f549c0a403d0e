import Link from 'next/link';
import { type RegisterSearch, isFiltered } from '@/app/(console)/purposes/search-params';
import { registerQuery } from '@/app/(console)/purposes/register-query';
import { Choice } from '@/components/form/choice';
import { termLabel } from '@/domain/purposes/labels';
import type { Facet, Facets } from '@/domain/purposes/queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

const named = (table: Record<string, string>, code: string) => table[code] ?? code;

/** Search and filters as a plain form: what it sends is the page's address. */
export function PurposeFilters({ search, facets, words, format }: { search: RegisterSearch; facets: Facets; words: Words; format: Formatter }) {
  const { register, law, record } = words;
  const { table } = words.shell;
  const none = { q: undefined, basis: undefined, status: undefined, jurisdiction: undefined, under: undefined, page: 1 };
  const kept = new URLSearchParams(registerQuery({ ...search, ...none }));
  const counted = (facet: Facet, label: (value: string) => string, chosen: string | undefined) => {
    const found = facets[facet];
    const missing = chosen !== undefined && !found.some(({ value }) => value === chosen) ? [{ value: chosen, count: 0 }] : [];
    return [...found, ...missing].map(({ value, count }) => ({ value, label: `${label(value)} (${format.count(count)})` }));
  };
  return (
    <form method="get" className="no-print mb-3 flex flex-wrap items-end gap-3">
      {[...kept].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <label className="grid min-w-48 grow text-sm sm:grow-0">
        <span className="text-muted">{register.search}</span>
        <input type="search" name="q" defaultValue={search.q} maxLength={200} className="field-input" />
      </label>
      <Choice name="basis" label={law.lawfulBasis} value={search.basis} all={table.all} options={counted('basis', (value) => named(law.bases, value), search.basis)} />
      <Choice name="status" label={register.columns.status} value={search.status} all={table.all} options={counted('status', (value) => named(register.statuses, value), search.status)} />
      <Choice name="jurisdiction" label={record.fields['bases.jurisdiction']} value={search.jurisdiction} all={table.all} options={counted('jurisdiction', (value) => placeName(value, law.places), search.jurisdiction)} />
      <Choice name="under" label={register.under} value={search.under} all={table.all} options={counted('term', (value) => termLabel(value, words), search.under)} />
      <button type="submit" className="button">{table.filter}</button>
      {isFiltered(search) && <Link className="button" href={registerQuery({ ...search, ...none }) || '?'}>{table.clear}</Link>}
    </form>
  );
}
