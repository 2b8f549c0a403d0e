import { z } from 'zod';
import { queryOf } from '@/app/query';
import { one, pageNumber, pageSize, searchDay } from '@/app/search-query';
import type { EntrySearch } from '@/domain/evidence/queries';
import { evidenceActions } from '@/domain/evidence/vocabulary';

/** The page's URL; `from` and `until` are days in UTC, both included. Anything that is not understood falls back to its default. */
export const EvidenceSearch = z.object({
  action: z.preprocess(one, z.enum(evidenceActions)).optional().catch(undefined),
  from: searchDay,
  until: searchDay,
  who: z.preprocess(one, z.string().trim().min(1).max(64)).optional().catch(undefined),
  about: z.preprocess(one, z.string().min(1).max(64)).optional().catch(undefined),
  page: pageNumber,
  size: pageSize,
});
export type EvidenceSearch = z.output<typeof EvidenceSearch>;

export const evidenceQuery = (search: EvidenceSearch): string => queryOf(search, EvidenceSearch.parse({}));

const dayMs = 86_400_000;

export const entrySearch = ({ from, until, ...search }: EvidenceSearch): EntrySearch => ({
  ...search,
  from: from === undefined ? undefined : new Date(`${from}T00:00:00Z`),
  until: until === undefined ? undefined : new Date(Date.parse(`${until}T00:00:00Z`) + dayMs),
});
