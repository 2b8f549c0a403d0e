import { z } from 'zod';
import { one, pageNumber } from '@/app/search-query';
import { reportTypes, runStatuses } from '@/domain/reports/vocabulary';

/** The page's URL. Anything that is not understood falls back to its default. */
export const RunsSearch = z.object({
  type: z.preprocess(one, z.enum(reportTypes)).optional().catch(undefined),
  status: z.preprocess(one, z.enum(runStatuses)).optional().catch(undefined),
  campaign: z.preprocess(one, z.string().min(1).max(64)).optional().catch(undefined),
  page: pageNumber,
});
export type RunsSearch = z.output<typeof RunsSearch>;
