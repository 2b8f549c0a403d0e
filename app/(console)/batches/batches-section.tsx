import { BatchTable } from '@/app/(console)/batches/batch-columns';
import { BatchFilters } from '@/app/(console)/batches/batch-filters';
import { batchColumns } from '@/app/(console)/batches/batches-query';
import type { BatchesSearch } from '@/app/(console)/batches/search-params';
import { sourceName } from '@/app/(console)/batches/source-name';
import type { Option } from '@/components/form/field';
import type { BatchRow } from '@/domain/uptake/batch-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { strings } from '@/domain/words/strings';

type Props = { rows: BatchRow[]; total: number; search: BatchesSearch; campaigns: Option[]; words: Words; format: Formatter };

/** The batches as a table: filtered, sorted and paged by the server, all of it in the address. */
export function BatchesSection({ rows, total, search, campaigns, words, format }: Props) {
  const { batches, shell } = words;
  return (
    <div className="card min-w-0">
      <BatchFilters search={search} campaigns={campaigns} words={words} />
      <BatchTable
        rows={rows.map((row) => written(row, words, format))}
        total={total}
        search={search}
        columns={batchColumns.map((id) => ({ id, label: batches.columns[id] }))}
        labels={{
          ...strings(shell.table),
          number: batches.columns.number,
          caption: batches.caption,
          results: shell.table.results(format.count(total)),
          page: shell.table.page(format.count(search.page), format.count(Math.max(1, Math.ceil(total / search.size)))),
        }}
      />
    </div>
  );
}

function written(row: BatchRow, words: Words, format: Formatter) {
  return {
    id: row.batch,
    number: words.batches.batch(format.count(row.number)),
    mark: row.illustrative ? words.shell.illustrativeShort : null,
    campaign: row.campaign,
    status: words.batches.statuses[row.status],
    received: format.count(row.received),
    stored: format.count(row.stored),
    duplicates: format.count(row.duplicates),
    rejected: format.count(row.rejected),
    opened: format.instant(row.openedAt, 'UTC'),
    seconds: format.duration(row.seconds),
    source: sourceName(row, words),
  };
}
