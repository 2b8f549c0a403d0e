import { FindingTable } from '@/app/(console)/findings/finding-columns';
import { FindingFilters } from '@/app/(console)/findings/finding-filters';
import { findingColumns, findingsQuery } from '@/app/(console)/findings/findings-query';
import type { FindingsSearch } from '@/app/(console)/findings/search-params';
import type { FindingFacets, FindingRow } from '@/domain/findings/queries';
import { sentenceOf } from '@/domain/findings/sentence';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { strings } from '@/domain/words/strings';

type Props = { rows: FindingRow[]; total: number; facets: FindingFacets; search: FindingsSearch; words: Words; format: Formatter };

/** The findings as a table: filtered, sorted and paged by the server, all of it in the address. */
export function FindingsSection({ rows, total, facets, search, words, format }: Props) {
  const { findingPages, shell } = words;
  const isMixed = rows.some(({ illustrative }) => !illustrative); // Where all of it is illustrative, the page says so above.
  return (
    <div className="card min-w-0">
      <div className="flex flex-wrap items-end justify-between gap-x-3">
        <FindingFilters search={search} facets={facets} words={words} format={format} />
        <a className="button no-print mb-3" href={`/findings.csv${findingsQuery({ ...search, page: 1 })}`}>{shell.table.csv}</a>
      </div>
      <FindingTable
        rows={rows.map((row) => written(row, isMixed, words, format))}
        total={total}
        search={search}
        columns={findingColumns.map((id) => ({ id, label: findingPages.columns[id] }))}
        labels={{
          ...strings(shell.table),
          sentence: findingPages.columns.sentence,
          caption: findingPages.caption,
          results: shell.table.results(format.count(total)),
          page: shell.table.page(format.count(search.page), format.count(Math.max(1, Math.ceil(total / search.size)))),
        }}
      />
    </div>
  );
}

function written(row: FindingRow, isMixed: boolean, words: Words, format: Formatter) {
  const { findingPages } = words;
  return {
    id: row.id,
    sentence: sentenceOf(row, words),
    marks: [...(row.cameBack && row.status !== 'resolved' ? [findingPages.cameBack] : []), ...(row.illustrative && isMixed ? [words.shell.illustrativeShort] : [])],
    grave: row.severity === 'blocker' && row.status !== 'resolved',
    severity: findingPages.severities[row.severity],
    rule: row.rule,
    object: `${row.object} · ${row.title}`,
    standing: findingPages.standings[row.draft ? 'draft' : 'in_force'],
    status: findingPages.statuses[row.status],
    assignee: row.assignee?.name ?? '–',
    due: row.due ? format.date(row.due) : '–',
    age: row.status === 'resolved' ? '–' : findingPages.days(row.days, format.count(row.days)),
  };
}
