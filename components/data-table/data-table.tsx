'use client';

import { type ReactTable, type RowData, columnVisibilityFeature, rowPaginationFeature, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import Link from 'next/link';

/** The server sorts, filters and pages: no row models, only what the address says. */
export const dataTableFeatures = tableFeatures({ rowSortingFeature, rowPaginationFeature, columnVisibilityFeature });

export type DataTableLabels = { caption: string; ascending: string; descending: string; empty: string; results: string; page: string; previous: string; next: string; pagination: string };

type Props<Row extends RowData> = {
  table: ReactTable<typeof dataTableFeatures, Row>;
  labels: DataTableLabels;
  /** Address of the same page with this sort, or this page number. */
  sortHref(column: string): string;
  pageHref(page: number): string;
};

/** Any table: a caption, sortable headers as links, numbers to the right, pages under it. Turns into cards on a narrow screen. */
export function DataTable<Row extends RowData>({ table, labels, sortHref, pageHref }: Props<Row>) {
  const { sorting, pagination } = table.state;
  const rows = table.getRowModel().rows;
  const sorted = sorting[0];
  // What other columns hold is text: a component for each of some hundred cells would cost more than the rest of the table.
  const drawn = new Set(table.options.columns.filter(({ cell }) => cell !== undefined).map((column) => ('accessorKey' in column ? String(column.accessorKey) : column.id)));
  const columns = table.getVisibleLeafColumns().map(({ id, columnDef: { meta } }) => ({ id, label: String(meta?.label ?? id), className: meta?.number ? 'number' : meta?.long ? 'long' : '' }));
  return (
    <>
      <section className="-mx-4 overflow-x-auto px-4" tabIndex={0} aria-label={labels.caption}>
        <table className="data-table stack-table">
          <caption className="sr-only">{labels.caption}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => {
                  const { id } = header.column;
                  const direction = sorted?.id === id ? (sorted.desc ? 'descending' : 'ascending') : undefined;
                  return (
                    <th key={header.id} scope="col" aria-sort={direction ?? (header.column.getCanSort() ? 'none' : undefined)} className={header.column.columnDef.meta?.number ? 'number whitespace-normal' : ''}>
                      {header.column.getCanSort() ? (
                        <Link href={sortHref(id)} scroll={false} className="text-ink">
                          <table.FlexRender header={header} /><span aria-hidden="true">{direction === 'descending' ? '\u00a0↓' : direction === 'ascending' ? '\u00a0↑' : ''}</span>
                        </Link>
                      ) : <table.FlexRender header={header} />}
                    </th>
                  );
                })}
              </tr>
            ))}
          </thead>
          <tbody>
            {rows.map((row) => {
              const cells = drawn.size > 0 ? row.getAllCellsByColumnId() : {};
              return (
                <tr key={row.id}>
                  {columns.map(({ id, label, className }) => (
                    <td key={id} data-label={label} className={className}>{drawn.has(id) && cells[id] ? <table.FlexRender cell={cells[id]} /> : String(row.getValue(id) ?? '')}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {rows.length === 0 && <p className="p-4 text-center text-muted">{labels.empty}</p>}
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3 text-sm">
        <output>{labels.results}</output>
        {table.getPageCount() > 1 && (
          <nav aria-label={labels.pagination} className="no-print flex items-center gap-3">
            {pagination.pageIndex > 0 && <Link className="button" rel="prev" href={pageHref(pagination.pageIndex)}>{labels.previous}</Link>}
            <span>{labels.page}</span>
            {pagination.pageIndex + 1 < table.getPageCount() && <Link className="button" rel="next" href={pageHref(pagination.pageIndex + 2)}>{labels.next}</Link>}
          </nav>
        )}
      </div>
    </>
  );
}
