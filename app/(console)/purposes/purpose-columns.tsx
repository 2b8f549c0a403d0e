'use client';

import { createColumnHelper, useTable } from '@tanstack/react-table';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useTransition } from 'react';
import type { RegisterSearch } from './search-params';
import { type PurposeColumn, isPurposeSort, purposeColumns, registerQuery } from './register-query';
import { ColumnChoice } from '@/components/data-table/column-choice';
import { DataTable, type DataTableLabels, dataTableFeatures } from '@/components/data-table/data-table';

type Row = { key: string; version: number; title: string; mark: string | null } & { [column in PurposeColumn]: string };
/** `bulk` are the words of choosing several rows, where the viewer may edit them. */
type Props = { bulk: { choose: string; edit: string } | null; rows: Row[]; total: number; search: RegisterSearch; columns: { id: PurposeColumn; label: string }[]; labels: DataTableLabels & { key: string; title: string; columns: string } };

const helper = createColumnHelper<typeof dataTableFeatures, Row>();

export function PurposeTable({ bulk, rows, total, search, columns, labels }: Props) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const definitions = useMemo(
    () => helper.columns([
      ...(bulk ? [helper.display({ id: 'choose', header: bulk.choose, meta: { label: bulk.choose }, enableSorting: false, cell: ({ row }) => <input type="checkbox" name="purpose" value={`${row.original.key}@${row.original.version}`} aria-label={`${bulk.choose}: ${row.original.key}`} className="size-5 accent-accent" /> })] : []),
      helper.accessor('key', { header: labels.key, meta: { label: labels.key }, cell: ({ row }) => <span className="whitespace-nowrap">{row.original.key}</span> }),
      helper.accessor('title', {
        header: labels.title,
        meta: { label: labels.title },
        cell: ({ row }) => (
          <span>
            <Link href={`/purposes/${row.original.key}`}>{row.original.title}</Link>
            {row.original.mark && <> <span className="tag bg-notice text-on-notice">{row.original.mark}</span></>}
          </span>
        ),
      }),
      ...columns.map(({ id, label }) =>
        helper.accessor(id, {
          header: label,
          enableSorting: isPurposeSort(id),
          meta: { label, number: id === 'recipients' },
          cell: ({ getValue }) => (id === 'bases' || id === 'owner' ? getValue() : <span className="whitespace-nowrap">{getValue()}</span>),
        })),
    ]),
    [bulk, columns, labels.key, labels.title],
  );
  const table = useTable({
    features: dataTableFeatures,
    columns: definitions,
    data: rows,
    getRowId: (row) => row.key,
    manualSorting: true,
    manualPagination: true,
    rowCount: total,
    state: {
      sorting: [{ id: search.sort, desc: search.dir === 'desc' }],
      pagination: { pageIndex: search.page - 1, pageSize: search.size },
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, search.cols.includes(id)])),
    },
  });
  const show = (id: PurposeColumn, visible: boolean) =>
    start(() => router.replace(registerQuery({ ...search, cols: purposeColumns.filter((name) => (name === id ? visible : search.cols.includes(name))) }) || '?', { scroll: false }));
  return (
    <div aria-busy={pending} className={pending ? 'pending opacity-60' : 'pending'}>
      <ColumnChoice label={labels.columns} columns={columns} shown={search.cols} onChange={show} />
      <form action="/purposes/bulk" method="get">
        <DataTable
          table={table}
          labels={labels}
          sortHref={(id) => registerQuery({ ...search, sort: isPurposeSort(id) ? id : 'key', dir: search.sort === id && search.dir === 'asc' ? 'desc' : 'asc', page: 1 }) || '?'}
          pageHref={(page) => registerQuery({ ...search, page }) || '?'}
        />
        {bulk && rows.length > 0 && <p className="no-print mt-3"><button type="submit" className="button">{bulk.edit}</button></p>}
      </form>
    </div>
  );
}
