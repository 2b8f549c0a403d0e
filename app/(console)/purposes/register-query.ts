import type { RegisterSearch } from '@/app/(console)/purposes/search-params';
import { queryOf } from '@/app/query';
import { type PurposeSortId, purposeSortIds } from '@/domain/purposes/vocabulary';

/** The columns that may be hidden; key and title always stand. */
export const purposeColumns = ['status', 'bases', 'recipients', 'owner', 'review', 'updated'] as const;
export type PurposeColumn = (typeof purposeColumns)[number];

/** What the list shows when its address says nothing. Free of the parser, since the browser needs it too. */
export const registerDefaults: { sort: PurposeSortId; dir: 'asc' | 'desc'; page: number; size: 10 | 25 | 100; cols: PurposeColumn[] } = { sort: 'key', dir: 'asc', page: 1, size: 25, cols: [...purposeColumns] };

export const registerQuery = (search: RegisterSearch): string => queryOf<RegisterSearch>(search, registerDefaults);

export const isPurposeSort = (id: string): id is PurposeSortId => purposeSortIds.some((name) => name === id);
