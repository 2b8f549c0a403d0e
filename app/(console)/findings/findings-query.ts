import type { FindingsSearch } from '@/app/(console)/findings/search-params';
import { queryOf } from '@/app/query';
import { type FindingSortId, findingSortIds } from '@/domain/findings/vocabulary';

/** The columns that may be hidden; what was found always stands. */
export const findingColumns = ['severity', 'rule', 'object', 'standing', 'status', 'assignee', 'due', 'age'] as const;
export type FindingColumn = (typeof findingColumns)[number];

/** What the list shows when its address says nothing. Free of the parser, since the browser needs it too. */
export const findingDefaults: { sort: FindingSortId; dir: 'asc' | 'desc'; page: number; size: 10 | 25 | 100; cols: FindingColumn[] } = {
  sort: 'severity', dir: 'asc', page: 1, size: 25, cols: ['severity', 'rule', 'object', 'standing', 'status', 'assignee', 'age'],
};

export const findingsQuery = (search: FindingsSearch): string => queryOf<FindingsSearch>(search, findingDefaults);

export const isFindingSort = (id: string): id is FindingSortId => findingSortIds.some((name) => name === id);
