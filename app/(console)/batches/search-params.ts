import { z } from 'zod';
import { type BatchColumn, batchColumns, batchDefaults } from '@/app/(console)/batches/batches-query';
import { list, one, pageNumber, pageSize } from '@/app/search-query';
import type { BatchSearch } from '@/domain/uptake/batch-queries';
import { batchSortIds, batchStatuses } from '@/domain/uptake/vocabulary';

/** The page's URL. Anything that is not understood falls back to its default. */
export const BatchesSearch = z.object({
  campaign: z.preprocess(one, z.string().min(1).max(64)).optional().catch(undefined),
  status: z.preprocess(one, z.enum(batchStatuses)).optional().catch(undefined),
  sort: z.preprocess(one, z.enum(batchSortIds)).catch(batchDefaults.sort),
  dir: z.preprocess(one, z.enum(['asc', 'desc'])).catch(batchDefaults.dir),
  page: pageNumber,
  size: pageSize,
  cols: z.preprocess(list, z.string()).catch('').transform((text): BatchColumn[] => {
    const chosen = batchColumns.filter((name) => text.split(',').includes(name));
    return chosen.length > 0 ? chosen : [...batchColumns];
  }),
});
export type BatchesSearch = z.output<typeof BatchesSearch>;

export const isFiltered = ({ campaign, status }: BatchesSearch): boolean => campaign !== undefined || status !== undefined;

/** What the query takes. */
export const batchSearch = ({ campaign, status, sort, dir, page, size }: BatchesSearch): BatchSearch => ({ campaign, status, sort, descending: dir === 'desc', page, size });
