import { z } from 'zod';
import { queryOf } from '@/app/query';
import { one, pageNumber } from '@/app/search-query';

/** The page's URL: which notice, which of the pages of purposes that it does not cover, and which passage is being linked (0: none). */
export const CoverageSearch = z.object({
  notice: z.preprocess(one, z.string().max(300)).optional().catch(undefined),
  page: pageNumber,
  passage: z.preprocess(one, z.coerce.number().int().min(0).max(10_000)).catch(0),
});
export type CoverageSearch = z.output<typeof CoverageSearch>;

export const coverageQuery = (search: CoverageSearch): string => queryOf(search, CoverageSearch.parse({ passage: 0 })) || '?';
