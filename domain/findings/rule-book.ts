import { campaignRules, exportRules, purposeRules } from '@/domain/findings/pack';
import type { Rule } from '@/domain/findings/rule';
import type { RuleId } from '@/domain/findings/vocabulary';

/** What of a rule holds whatever it judges. */
export type RuleEntry = Pick<Rule<never, never>, 'id' | 'on' | 'overridable' | 'citations'>;

/** Every rule of the pack, in its order. */
export const ruleBook: readonly RuleEntry[] = [...purposeRules, ...campaignRules, ...exportRules];

const byId = new Map<RuleId, RuleEntry>(ruleBook.map((rule) => [rule.id, rule]));

/** The entry of a rule. Throws on one that is not in the pack. */
export function ruleOf(id: RuleId): RuleEntry {
  const rule = byId.get(id);
  if (!rule) throw new Error(`The rule ${id} is not in the pack.`);
  return rule;
}
