import { z } from 'zod';
import { queryOf } from '@/app/query';
import { one, pageNumber, searchDay } from '@/app/search-query';

const text = z.preprocess(one, z.string().min(1).max(200)).optional().catch(undefined);

/** The page's URL: for whom, as of which day, and which of its pages. */
export const TableSearch = z.object({ jurisdiction: text, as_of: searchDay, page: pageNumber, format: z.preprocess(one, z.enum(['html', 'docx'])).catch('html') });
export type TableSearch = z.output<typeof TableSearch>;

export const tableQuery = (search: TableSearch): string => queryOf(search, TableSearch.parse({}));

/** The end of the day of a search, UTC; now where none is named. */
export const instantOf = (day: string | undefined, now: Date): Date => (day === undefined ? now : new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000));
