'use client';

import { createColumnHelper, useTable } from '@tanstack/react-table';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useTransition } from 'react';
import { type BatchColumn, batchColumns, batchesQuery, isBatchSort } from './batches-query';
import type { BatchesSearch } from './search-params';
import { ColumnChoice } from '@/components/data-table/column-choice';
import { DataTable, type DataTableLabels, dataTableFeatures } from '@/components/data-table/data-table';

type Row = { id: string; number: string; mark: string | null } & { [column in BatchColumn]: string };
type Props = { rows: Row[]; total: number; search: BatchesSearch; columns: { id: BatchColumn; label: string }[]; labels: DataTableLabels & { number: string; columns: string } };

const helper = createColumnHelper<typeof dataTableFeatures, Row>();
const counted = new Set<BatchColumn>(['received', 'stored', 'duplicates', 'rejected', 'seconds']);

export function BatchTable({ rows, total, search, columns, labels }: Props) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const definitions = useMemo(
    () => helper.columns([
      helper.accessor('number', {
        header: labels.number,
        meta: { label: labels.number },
        cell: ({ row }) => <Link className="tap inline-flex items-center whitespace-nowrap" href={`/batches/${row.original.id}`}>{row.original.number}</Link>,
      }),
      ...columns.map(({ id, label }) =>
        helper.accessor(id, {
          header: label,
          enableSorting: isBatchSort(id),
          meta: { label, number: counted.has(id) },
          cell: ({ row, getValue }) => {
            if (id === 'campaign') return <span>{getValue()}{row.original.mark && <> <span className="tag bg-notice text-on-notice">{row.original.mark}</span></>}</span>;
            if (id === 'status') return <span className="tag whitespace-nowrap">{getValue()}</span>;
            return id === 'source' ? getValue() : <span className="whitespace-nowrap">{getValue()}</span>;
          },
        })),
    ]),
    [columns, labels.number],
  );
  const table = useTable({
    features: dataTableFeatures,
    columns: definitions,
    data: rows,
    getRowId: (row) => row.id,
    manualSorting: true,
    manualPagination: true,
    rowCount: total,
    state: {
      sorting: [{ id: search.sort, desc: search.dir === 'desc' }],
      pagination: { pageIndex: search.page - 1, pageSize: search.size },
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, search.cols.includes(id)])),
    },
  });
  const show = (id: BatchColumn, visible: boolean) =>
    start(() => router.replace(batchesQuery({ ...search, cols: batchColumns.filter((name) => (name === id ? visible : search.cols.includes(name))) }) || '?', { scroll: false }));
  return (
    <div aria-busy={pending} className={pending ? 'pending opacity-60' : 'pending'}>
      <ColumnChoice label={labels.columns} columns={columns} shown={search.cols} onChange={show} />
      <DataTable
        table={table}
        labels={labels}
        sortHref={(id) => batchesQuery({ ...search, sort: isBatchSort(id) ? id : 'number', dir: search.sort === id && search.dir === 'asc' ? 'desc' : 'asc', page: 1 }) || '?'}
        pageHref={(page) => batchesQuery({ ...search, page }) || '?'}
      />
    </div>
  );
}
