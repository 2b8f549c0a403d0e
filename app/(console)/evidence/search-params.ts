import { z } from 'zod';
import { queryOf } from '@/app/query';
import { one, pageNumber, pageSize } from '@/app/search-query';
import type { EntrySearch } from '@/domain/evidence/queries';
import { evidenceActions } from '@/domain/evidence/vocabulary';

/** The page's URL; `from` is a day in UTC. Anything that is not understood falls back to its default. */
export const EvidenceSearch = z.object({
  action: z.preprocess(one, z.enum(evidenceActions)).optional().catch(undefined),
  from: z.preprocess(one, z.iso.date()).optional().catch(undefined),
  about: z.preprocess(one, z.string().min(1).max(64)).optional().catch(undefined),
  page: pageNumber,
  size: pageSize,
});
export type EvidenceSearch = z.output<typeof EvidenceSearch>;

export const evidenceQuery = (search: EvidenceSearch): string => queryOf(search, EvidenceSearch.parse({}));

export const entrySearch = ({ action, from, about, page, size }: EvidenceSearch): EntrySearch => ({ action, about, from: from === undefined ? undefined : new Date(`${from}T00:00:00Z`), page, size });
