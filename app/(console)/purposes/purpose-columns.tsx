'use client';

import { createColumnHelper } from '@tanstack/react-table';
import Link from 'next/link';
import { useMemo } from 'react';
import type { RegisterSearch } from './search-params';
import { type PurposeColumn, isPurposeSort, purposeColumns, registerQuery } from './register-query';
import { AddressedTable, type AddressedTableLabels } from '@/components/data-table/addressed-table';
import type { dataTableFeatures } from '@/components/data-table/data-table';

type Row = { key: string; version: number; title: string; mark: string | null } & { [column in PurposeColumn]: string };
/** `bulk` are the words of choosing several rows, where the viewer may edit them. */
type Props = { bulk: { choose: string; edit: string } | null; rows: Row[]; total: number; search: RegisterSearch; columns: { id: PurposeColumn; label: string }[]; labels: AddressedTableLabels & { key: string; title: string } };

const helper = createColumnHelper<typeof dataTableFeatures, Row>();

export function PurposeTable({ bulk, rows, total, search, columns, labels }: Props) {
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
  return (
    <AddressedTable
      definitions={definitions} rows={rows} rowId={(row) => row.key} total={total} search={search} columns={columns} all={purposeColumns} labels={labels}
      sortOf={(id) => (isPurposeSort(id) ? id : 'key')} first="asc" address={(change) => registerQuery({ ...search, ...change })}
      around={(table) => (
        <form action="/purposes/bulk" method="get">
          {table}
          {bulk && rows.length > 0 && <p className="no-print mt-3"><button type="submit" className="button">{bulk.edit}</button></p>}
        </form>
      )}
    />
  );
}
