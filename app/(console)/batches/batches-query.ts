import type { BatchesSearch } from '@/app/(console)/batches/search-params';
import { queryOf } from '@/app/query';
import { type BatchSortId, batchSortIds } from '@/domain/uptake/vocabulary';

/** The columns that may be hidden; the number always stands. */
export const batchColumns = ['campaign', 'status', 'received', 'stored', 'duplicates', 'rejected', 'opened', 'seconds', 'source'] as const;
export type BatchColumn = (typeof batchColumns)[number];

/** What the list shows when its address says nothing. Free of the parser, since the browser needs it too. */
export const batchDefaults: { sort: BatchSortId; dir: 'asc' | 'desc'; page: number; size: 10 | 25 | 100; cols: BatchColumn[] } = { sort: 'number', dir: 'desc', page: 1, size: 25, cols: [...batchColumns] };

export const batchesQuery = (search: BatchesSearch): string => queryOf<BatchesSearch>(search, batchDefaults);

export const isBatchSort = (id: string): id is BatchSortId => batchSortIds.some((name) => name === id);
