import { z } from 'zod';
import { type FindingColumn, findingColumns, findingDefaults } from '@/app/(console)/findings/findings-query';
import { list, one, pageNumber, pageSize } from '@/app/search-query';
import type { FindingSearch } from '@/domain/findings/queries';
import { ageNames, findingSortIds, ruleIds, ruleObjects, severities, standings, statusChoices } from '@/domain/findings/vocabulary';

const choice = <const Choices extends readonly [string, ...string[]]>(choices: Choices) => z.preprocess(one, z.enum(choices)).optional().catch(undefined);
const key = z.preprocess(one, z.string().min(1).max(64)).optional().catch(undefined);

/** The page's URL. Anything that is not understood falls back to its default. */
export const FindingsSearch = z.object({
  severity: choice(severities),
  rule: choice(ruleIds),
  object: choice(ruleObjects),
  id: key,
  campaign: key,
  status: choice(statusChoices),
  standing: choice(standings),
  assignee: key,
  age: choice(ageNames),
  sort: z.preprocess(one, z.enum(findingSortIds)).catch(findingDefaults.sort),
  dir: z.preprocess(one, z.enum(['asc', 'desc'])).catch(findingDefaults.dir),
  page: pageNumber,
  size: pageSize,
  cols: z.preprocess(list, z.string()).catch('').transform((text): FindingColumn[] => {
    const chosen = findingColumns.filter((name) => text.split(',').includes(name));
    return chosen.length > 0 ? chosen : findingDefaults.cols;
  }),
});
export type FindingsSearch = z.output<typeof FindingsSearch>;

/** The search without its filters, on the first page. */
export const unfiltered = (search: FindingsSearch): FindingsSearch => ({ sort: search.sort, dir: search.dir, page: 1, size: search.size, cols: search.cols });

export const isFiltered = ({ severity, rule, object, id, campaign, status, standing, assignee, age }: FindingsSearch): boolean => [severity, rule, object, id, campaign, status, standing, assignee, age].some((value) => value !== undefined);

/** What the query takes. */
export const findingSearch = ({ dir, cols: _cols, ...search }: FindingsSearch): FindingSearch => ({ ...search, descending: dir === 'desc' });
