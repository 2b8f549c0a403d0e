'use client';

import { createColumnHelper } from '@tanstack/react-table';
import Link from 'next/link';
import { useMemo } from 'react';
import { type FindingColumn, findingColumns, findingsQuery, isFindingSort } from './findings-query';
import type { FindingsSearch } from './search-params';
import { AddressedTable, type AddressedTableLabels } from '@/components/data-table/addressed-table';
import type { dataTableFeatures } from '@/components/data-table/data-table';

type Row = { id: string; sentence: string; marks: string[]; grave: boolean } & { [column in FindingColumn]: string };
type Props = { rows: Row[]; total: number; search: FindingsSearch; columns: { id: FindingColumn; label: string }[]; labels: AddressedTableLabels & { sentence: string } };

const helper = createColumnHelper<typeof dataTableFeatures, Row>();

export function FindingTable({ rows, total, search, columns, labels }: Props) {
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
  return (
    <AddressedTable
      definitions={definitions} rows={rows} rowId={(row) => row.id} total={total} search={search} columns={columns} all={findingColumns} labels={labels}
      sortOf={(id) => (isFindingSort(id) ? id : 'severity')} first="asc" address={(change) => findingsQuery({ ...search, ...change })}
    />
  );
}
