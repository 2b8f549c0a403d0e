import Link from 'next/link';
import { findingsQuery } from '@/app/(console)/findings/findings-query';
import { type FindingsSearch, isFiltered, unfiltered } from '@/app/(console)/findings/search-params';
import { Choice } from '@/components/form/choice';
import type { FindingFacet, FindingFacets } from '@/domain/findings/queries';
import { ruleWords } from '@/domain/findings/sentence';
import { type RuleId, ageNames, findingStatuses, ruleIds, ruleObjects, severities, standings } from '@/domain/findings/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { search: FindingsSearch; facets: FindingFacets; words: Words; format: Formatter };

/** The filters, each choice with how many findings it would show, as a plain form: what it sends is the page's address. */
export function FindingFilters({ search, facets, words, format }: Props) {
  const { findingPages } = words;
  const { table } = words.shell;
  const kept = new URLSearchParams(findingsQuery({ ...unfiltered(search), id: search.id, campaign: search.campaign, size: 25 }));
  const counted = <Value extends string>(facet: FindingFacet, values: readonly Value[], label: (value: Value) => string, chosen: string | undefined) =>
    values.map((value) => ({ value, n: facets[facet].find((one) => one.value === value)?.count ?? 0 })).filter(({ value, n }) => n > 0 || value === chosen).map(({ value, n }) => ({ value, label: `${label(value)} (${format.count(n)})` }));
  const people = facets.assignee.map(({ value, label, count }) => ({ value, label: `${value === 'nobody' ? findingPages.nobody : label || value} (${format.count(count)})` }));
  const { columns, statusChoice } = findingPages;
  return (
    <form method="get" className="no-print mb-3 flex flex-wrap items-end gap-3">
      {[...kept].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <Choice name="severity" label={columns.severity} value={search.severity} all={table.all} options={counted('severity', severities, (value) => findingPages.severities[value], search.severity)} />
      <Choice name="rule" label={columns.rule} value={search.rule} all={table.all} options={counted('rule', ruleIds, (value: RuleId) => `${value} ${ruleWords(value, words)?.name ?? ''}`, search.rule)} />
      <Choice name="object" label={columns.object} value={search.object} all={table.all} options={counted('object', ruleObjects, (value) => findingPages.objects[value], search.object)} />
      <Choice name="standing" label={columns.standing} value={search.standing} all={table.all} options={counted('standing', standings, (value) => findingPages.standings[value], search.standing)} />
      <Choice name="status" label={columns.status} value={search.status} all={statusChoice.unresolved} options={[...counted('status', findingStatuses, (value) => findingPages.statuses[value], search.status), { value: 'all', label: statusChoice.all }]} />
      <Choice name="assignee" label={columns.assignee} value={search.assignee} all={table.all} options={people} />
      <Choice name="age" label={columns.age} value={search.age} all={table.all} options={counted('age', ageNames, (value) => findingPages.ages[value], search.age)} />
      <Choice name="size" label={table.rows} value={String(search.size)} options={['10', '25', '100'].map((value) => ({ value, label: value }))} />
      <button type="submit" className="button">{table.filter}</button>
      {isFiltered(search) && <Link className="button" href={findingsQuery(unfiltered(search)) || '?'}>{table.clear}</Link>}
    </form>
  );
}
