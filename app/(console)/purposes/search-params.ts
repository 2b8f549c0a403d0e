import { z } from 'zod';
import { type PurposeColumn, purposeColumns, registerDefaults } from '@/app/(console)/purposes/register-query';
import { list, one, pageNumber, pageSize } from '@/app/search-query';
import type { PurposeSearch } from '@/domain/purposes/queries';
import { lawfulBases, purposeSortIds, purposeStatuses } from '@/domain/purposes/vocabulary';

/** The page's URL. Anything that is not understood falls back to its default. */
export const RegisterSearch = z.object({
  q: z.preprocess(one, z.string().trim().min(1).max(200)).optional().catch(undefined),
  basis: z.preprocess(one, z.enum(lawfulBases)).optional().catch(undefined),
  status: z.preprocess(one, z.enum(purposeStatuses)).optional().catch(undefined),
  sort: z.preprocess(one, z.enum(purposeSortIds)).catch(registerDefaults.sort),
  dir: z.preprocess(one, z.enum(['asc', 'desc'])).catch(registerDefaults.dir),
  page: pageNumber,
  size: pageSize,
  cols: z.preprocess(list, z.string()).catch('').transform((text): PurposeColumn[] => {
    const chosen = purposeColumns.filter((name) => text.split(',').includes(name));
    return chosen.length > 0 ? chosen : [...purposeColumns];
  }),
});
export type RegisterSearch = z.output<typeof RegisterSearch>;

export const isFiltered = ({ q, basis, status }: RegisterSearch): boolean => q !== undefined || basis !== undefined || status !== undefined;

/** What the query takes; `size` otherwise where all rows are meant. */
export const purposeSearch = ({ q, basis, status, sort, dir, page, size }: RegisterSearch): PurposeSearch => ({ q, basis, status, sort, descending: dir === 'desc', page, size });
