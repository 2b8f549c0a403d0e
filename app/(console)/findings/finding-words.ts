import { actionWords } from '@/app/action-words';
import type { Words } from '@/domain/words/catalogue';

/** What the forms about findings need in the browser. */
export function findingWords(words: Words) {
  const { findingPages } = words;
  const action = actionWords(words);
  const { acknowledge, override, reopen, assign } = findingPages;
  return {
    forms: { acknowledge, override, reopen, assign },
    action: { ...action, problems: { fields: { ...action.problems.fields, ...findingPages.errors }, refusals: { ...action.problems.refusals, ...findingPages.refusals } } },
  };
}
export type FindingWords = ReturnType<typeof findingWords>;
