import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import type { Rule } from '@/domain/findings/rule';
import type { RuleSettings } from '@/domain/findings/settings';
import type { RuleId } from '@/domain/findings/vocabulary';

/** The version of the pack, named by every finding and report: year of the law it reads, and edition. */
export const packVersion = '2026.1';

export type PurposeRule = Rule<PurposeFacts, RuleSettings>;

/** The rules on the register, in the order of the vocabulary. */
export const purposeRules: readonly PurposeRule[] = [];

const byId = new Map<RuleId, PurposeRule>(purposeRules.map((rule) => [rule.id, rule]));

/** The rule of an id. Throws on one that is not in the pack. */
export function ruleOf(id: RuleId): PurposeRule {
  const rule = byId.get(id);
  if (!rule) throw new Error(`The rule ${id} is not in the pack ${packVersion}.`);
  return rule;
}
