'use client';

import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { UptakeSearch } from './search-params';
import { type SegmentColumn, type SegmentSort, segmentColumns, uptakeQuery } from './segment-query';
import { AddressedTable, type AddressedTableLabels } from '@/components/data-table/addressed-table';
import type { dataTableFeatures } from '@/components/data-table/data-table';

type Row = { id: string; key: string } & { [column in SegmentColumn]?: string };
type Props = { rows: Row[]; total: number; search: UptakeSearch; columns: { id: SegmentColumn; label: string }[]; labels: AddressedTableLabels & { key: string } };

const helper = createColumnHelper<typeof dataTableFeatures, Row>();
const isSort = (id: string): id is SegmentSort => id === 'key' || segmentColumns.some((name) => name === id);

export function SegmentTable({ rows, total, search, columns, labels }: Props) {
  const definitions = useMemo(
    () => helper.columns([
      helper.accessor('key', { header: labels.key, meta: { label: labels.key } }),
      ...columns.map(({ id, label }) => helper.accessor(id, { header: label, meta: { label, number: true } })),
    ]),
    [columns, labels.key],
  );
  return (
    <AddressedTable
      definitions={definitions} rows={rows} rowId={(row) => row.id} total={total} search={search} columns={columns} all={segmentColumns} labels={labels}
      sortOf={(id) => (isSort(id) ? id : 'population')} first="desc" address={(change) => uptakeQuery({ ...search, ...change })}
    />
  );
}
