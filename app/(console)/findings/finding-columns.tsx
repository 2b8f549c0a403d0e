'use client';

import { createColumnHelper, useTable } from '@tanstack/react-table';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useTransition } from 'react';
import { type FindingColumn, findingColumns, findingsQuery, isFindingSort } from './findings-query';
import type { FindingsSearch } from './search-params';
import { ColumnChoice } from '@/components/data-table/column-choice';
import { DataTable, type DataTableLabels, dataTableFeatures } from '@/components/data-table/data-table';

type Row = { id: string; sentence: string; marks: string[]; grave: boolean } & { [column in FindingColumn]: string };
type Props = { rows: Row[]; total: number; search: FindingsSearch; columns: { id: FindingColumn; label: string }[]; labels: DataTableLabels & { sentence: string; columns: string } };

const helper = createColumnHelper<typeof dataTableFeatures, Row>();

export function FindingTable({ rows, total, search, columns, labels }: Props) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const definitions = useMemo(() => {
    const column = ({ id, label }: { id: FindingColumn; label: string }) =>
      helper.accessor(id, {
        header: label,
        enableSorting: isFindingSort(id),
        meta: { label },
        cell: ({ row, getValue }) => {
          if (id === 'severity') return <span className={`tag whitespace-nowrap ${row.original.grave ? 'border-danger text-danger' : ''}`}>{getValue()}</span>;
          return id === 'object' || id === 'assignee' ? getValue() : <span className="whitespace-nowrap">{getValue()}</span>;
        },
      });
    const [severity, rule, ...others] = columns;
    return helper.columns([
      ...[severity, rule].filter((one) => one !== undefined).map(column),
      helper.accessor('sentence', {
        header: labels.sentence,
        enableSorting: false,
        meta: { label: labels.sentence, long: true },
        cell: ({ row }) => (
          <span className="block max-w-prose sm:min-w-56">
            <Link href={`/findings/${row.original.id}`}>{row.original.sentence}</Link>
            {row.original.marks.map((mark) => <span key={mark}> <span className="tag bg-notice text-on-notice">{mark}</span></span>)}
          </span>
        ),
      }),
      ...others.map(column),
    ]);
  }, [columns, labels.sentence]);
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
  const show = (id: FindingColumn, visible: boolean) =>
    start(() => router.replace(findingsQuery({ ...search, cols: findingColumns.filter((name) => (name === id ? visible : search.cols.includes(name))) }) || '?', { scroll: false }));
  return (
    <div aria-busy={pending} className={pending ? 'pending opacity-60' : 'pending'}>
      <ColumnChoice label={labels.columns} columns={columns} shown={search.cols} onChange={show} />
      <DataTable
        table={table}
        labels={labels}
        sortHref={(id) => findingsQuery({ ...search, sort: isFindingSort(id) ? id : 'severity', dir: search.sort === id && search.dir === 'asc' ? 'desc' : 'asc', page: 1 }) || '?'}
        pageHref={(page) => findingsQuery({ ...search, page }) || '?'}
      />
    </div>
  );
}
