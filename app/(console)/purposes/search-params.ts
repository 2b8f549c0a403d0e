import { z } from 'zod';
import { type PurposeColumn, purposeColumns, registerDefaults } from '@/app/(console)/purposes/register-query';
import { list, one, pageNumber, pageSize, searchDay } from '@/app/search-query';
import type { PurposeSearch } from '@/domain/purposes/queries';
import type { Instants } from '@/domain/purposes/standing';
import { lawfulBases, purposeSortIds, purposeStatuses } from '@/domain/purposes/vocabulary';

/** The page's URL. Anything that is not understood falls back to its default. */
export const RegisterSearch = z.object({
  q: z.preprocess(one, z.string().trim().min(1).max(200)).optional().catch(undefined),
  basis: z.preprocess(one, z.enum(lawfulBases)).optional().catch(undefined),
  status: z.preprocess(one, z.enum(purposeStatuses)).optional().catch(undefined),
  jurisdiction: z.preprocess(one, z.string().min(1).max(64)).optional().catch(undefined),
  under: z.preprocess(one, z.string().min(1).max(300)).optional().catch(undefined),
  as_of: searchDay,
  known_at: searchDay,
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

export const isFiltered = ({ q, basis, status, jurisdiction, under }: RegisterSearch): boolean => [q, basis, status, jurisdiction, under].some((value) => value !== undefined);

/** The end of a day, UTC: what had happened, or was known, when it was over. */
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);

/** The two times of a search; none where the register of today is meant. */
export function instantsOf({ as_of: asOf, known_at: knownAt }: RegisterSearch, now: Date): Instants | undefined {
  return asOf === undefined && knownAt === undefined ? undefined : { asOf: asOf ? endOf(asOf) : now, knownAt: knownAt ? endOf(knownAt) : now };
}

/** What the query takes; `size` otherwise where all rows are meant. */
export const purposeSearch = (search: RegisterSearch, now: Date): PurposeSearch => {
  const { q, basis, status, jurisdiction, under, sort, dir, page, size } = search;
  return { q, basis, status, jurisdiction, under, at: instantsOf(search, now), sort, descending: dir === 'desc', page, size };
};
