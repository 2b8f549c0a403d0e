'use client';

import { createColumnHelper } from '@tanstack/react-table';
import Link from 'next/link';
import { useMemo } from 'react';
import { type BatchColumn, batchColumns, batchesQuery, isBatchSort } from './batches-query';
import type { BatchesSearch } from './search-params';
import { AddressedTable, type AddressedTableLabels } from '@/components/data-table/addressed-table';
import type { dataTableFeatures } from '@/components/data-table/data-table';

type Row = { id: string; number: string; mark: string | null } & { [column in BatchColumn]: string };
type Props = { rows: Row[]; total: number; search: BatchesSearch; columns: { id: BatchColumn; label: string }[]; labels: AddressedTableLabels & { number: string } };

const helper = createColumnHelper<typeof dataTableFeatures, Row>();
const counted = new Set<BatchColumn>(['received', 'stored', 'duplicates', 'rejected', 'seconds']);

export function BatchTable({ rows, total, search, columns, labels }: Props) {
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
  return (
    <AddressedTable
      definitions={definitions} rows={rows} rowId={(row) => row.id} total={total} search={search} columns={columns} all={batchColumns} labels={labels}
      sortOf={(id) => (isBatchSort(id) ? id : 'number')} first="asc" address={(change) => batchesQuery({ ...search, ...change })}
    />
  );
}
