import { PurposeTable } from '@/app/(console)/purposes/purpose-columns';
import { PurposeFilters } from '@/app/(console)/purposes/purpose-filters';
import type { RegisterSearch } from '@/app/(console)/purposes/search-params';
import { purposeColumns, registerQuery } from '@/app/(console)/purposes/register-query';
import type { Facets, PurposeRow } from '@/domain/purposes/queries';
import { lawfulBases } from '@/domain/purposes/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { strings } from '@/domain/words/strings';

type Props = { rows: PurposeRow[]; total: number; facets: Facets; mayEdit: boolean; search: RegisterSearch; words: Words; format: Formatter };

/** The register as a table: searched, filtered, sorted and paged by the server, all of it in the address. */
export function PurposesSection({ rows, total, facets, search, mayEdit, words, format }: Props) {
  const { register, shell } = words;
  return (
    <div className="card min-w-0">
      <div className="flex flex-wrap items-end justify-between gap-x-3">
        <PurposeFilters search={search} facets={facets} words={words} format={format} />
        <a className="button no-print mb-3" href={`/purposes.csv${registerQuery({ ...search, page: 1 })}`}>{shell.table.csv}</a>
      </div>
      <PurposeTable
        rows={rows.map((row) => written(row, words, format))}
        total={total}
        search={search}
        bulk={mayEdit ? { choose: words.workflow.bulk.choose, edit: words.workflow.bulk.selected } : null}
        columns={purposeColumns.map((id) => ({ id, label: register.columns[id] }))}
        labels={{
          ...strings(shell.table),
          key: register.columns.key,
          title: register.columns.title,
          caption: register.caption,
          results: shell.table.results(format.count(total)),
          page: shell.table.page(format.count(search.page), format.count(Math.max(1, Math.ceil(total / search.size)))),
        }}
      />
    </div>
  );
}

function written(row: PurposeRow, { register, law, shell }: Words, format: Formatter) {
  return {
    key: row.key,
    version: row.version,
    title: row.title,
    mark: row.illustrative ? shell.illustrativeShort : null,
    status: register.statuses[row.status],
    bases: lawfulBases.filter((basis) => row.bases.includes(basis)).map((basis) => law.bases[basis]).join(', '),
    recipients: format.count(row.recipients),
    owner: row.owner,
    review: row.reviewDue ? format.date(row.reviewDue) : '–',
    updated: format.date(format.isoDay(row.updatedAt, 'UTC')),
  };
}
