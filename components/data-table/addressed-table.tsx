'use client';

import { type RowData, type TableOptions, useTable } from '@tanstack/react-table';
import { useRouter } from 'next/navigation';
import { type ReactNode, useTransition } from 'react';
import { ColumnChoice } from '@/components/data-table/column-choice';
import { DataTable, type DataTableLabels, dataTableFeatures } from '@/components/data-table/data-table';

export type TableDirection = 'asc' | 'desc';
type Search<Sort extends string, Column extends string> = { sort: Sort; dir: TableDirection; page: number; size: number; cols: readonly Column[] };
/** The words of a table whose state is its address. */
export type AddressedTableLabels = DataTableLabels & { columns: string };

type Props<Row extends RowData, Sort extends string, Column extends string> = {
  definitions: TableOptions<typeof dataTableFeatures, Row>['columns'];
  rows: Row[];
  rowId(row: Row): string;
  /** Rows on all pages together. */
  total: number;
  search: Search<Sort, Column>;
  /** The columns that may be hidden, as named; `all` in the order in which the address lists them. */
  columns: { id: Column; label: string }[];
  all: readonly Column[];
  labels: AddressedTableLabels;
  /** What a column is sorted by, and which way first. */
  sortOf(column: string): Sort;
  first: TableDirection;
  /** Address of the same page with these changes; empty where nothing differs from what holds by itself. */
  address(change: { sort?: Sort; dir?: TableDirection; page?: number; cols?: Column[] }): string;
  /** What stands around the table, such as a form over its rows. */
  around?(table: ReactNode): ReactNode;
};

/** A table that the server sorts, filters and pages: what it shows is a function of its address, and each of its controls is a link to another. */
export function AddressedTable<Row extends RowData, Sort extends string, Column extends string>({ definitions, rows, rowId, total, search, columns, all, labels, sortOf, first, address, around = (table) => table }: Props<Row, Sort, Column>) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const table = useTable({
    features: dataTableFeatures,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    manualPagination: true,
    rowCount: total,
    state: {
      sorting: [{ id: search.sort, desc: search.dir === 'desc' }],
      pagination: { pageIndex: search.page - 1, pageSize: search.size },
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, search.cols.includes(id)])),
    },
  });
  const other = first === 'asc' ? 'desc' : 'asc';
  const show = (id: Column, visible: boolean) => start(() => router.replace(address({ cols: all.filter((name) => (name === id ? visible : search.cols.includes(name))) }) || '?', { scroll: false }));
  return (
    <div aria-busy={pending} className={pending ? 'pending opacity-60' : 'pending'}>
      <ColumnChoice label={labels.columns} columns={columns} shown={search.cols} onChange={show} />
      {around(
        <DataTable
          table={table}
          labels={labels}
          sortHref={(id) => address({ sort: sortOf(id), dir: search.sort === id && search.dir === first ? other : first, page: 1 }) || '?'}
          pageHref={(page) => address({ page }) || '?'}
        />,
      )}
    </div>
  );
}
