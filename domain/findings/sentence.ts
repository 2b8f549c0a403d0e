import type { FindingRow } from '@/domain/findings/queries';
import type { RuleId } from '@/domain/findings/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { RuleWords } from '@/domain/words/rule-words';

/** The words of a rule. */
export const ruleWords = (rule: RuleId, { findings }: Words): RuleWords => (findings.rules as Record<RuleId, RuleWords>)[rule];

/** What a finding says to people, filled with its numbers; what its rule says in general where these are withheld from the reader. */
export function sentenceOf({ rule, values }: Pick<FindingRow, 'rule' | 'values'>, words: Words): string {
  const { message, condition } = ruleWords(rule, words);
  return values === null ? condition : message(values);
}
