'use client';

import { createColumnHelper, useTable } from '@tanstack/react-table';
import { useRouter } from 'next/navigation';
import { useMemo, useTransition } from 'react';
import type { UptakeSearch } from './search-params';
import { type SegmentColumn, type SegmentSort, segmentColumns, uptakeQuery } from './segment-query';
import { ColumnChoice } from '@/components/data-table/column-choice';
import { DataTable, type DataTableLabels, dataTableFeatures } from '@/components/data-table/data-table';

type Row = { id: string; key: string } & { [column in SegmentColumn]?: string };
type Props = { rows: Row[]; total: number; search: UptakeSearch; columns: { id: SegmentColumn; label: string }[]; labels: DataTableLabels & { key: string; columns: string } };

const helper = createColumnHelper<typeof dataTableFeatures, Row>();
const isSort = (id: string): id is SegmentSort => id === 'key' || segmentColumns.some((name) => name === id);

export function SegmentTable({ rows, total, search, columns, labels }: Props) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const definitions = useMemo(
    () => helper.columns([
      helper.accessor('key', { header: labels.key, meta: { label: labels.key } }),
      ...columns.map(({ id, label }) => helper.accessor(id, { header: label, meta: { label, number: true } })),
    ]),
    [columns, labels.key],
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
  const show = (id: SegmentColumn, visible: boolean) =>
    start(() => router.replace(uptakeQuery({ ...search, cols: segmentColumns.filter((name) => (name === id ? visible : search.cols.includes(name))) }) || '?', { scroll: false }));
  return (
    <div aria-busy={pending} className={pending ? 'pending opacity-60' : 'pending'}>
      <ColumnChoice label={labels.columns} columns={columns} shown={search.cols} onChange={show} />
      <DataTable
        table={table}
        labels={labels}
        sortHref={(id) => uptakeQuery({ ...search, sort: isSort(id) ? id : 'population', dir: search.sort === id && search.dir === 'desc' ? 'asc' : 'desc', page: 1 }) || '?'}
        pageHref={(page) => uptakeQuery({ ...search, page }) || '?'}
      />
    </div>
  );
}
