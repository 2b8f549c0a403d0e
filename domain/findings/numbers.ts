import type { RuleId, RuleObject } from '@/domain/findings/vocabulary';
import type { RuleValues } from '@/domain/words/rule-words';

/** Rules on purposes whose numbers count people. Those on campaigns, events, statistics and exports all may. */
const peopleInRegister: ReadonlySet<RuleId> = new Set(['CON-02', 'CON-03', 'CON-05', 'CON-06']);

/**
 * The values of a finding for whoever may not see exact counts: null, withheld, where one of them may say how many people there are in a
 * small cell (contract section 3); what the rule says in general stands instead.
 */
export function valuesWithheld(rule: RuleId, object: RuleObject, values: RuleValues): RuleValues | null {
  const countsPeople = object !== 'purpose' || peopleInRegister.has(rule);
  return countsPeople && Object.values(values).some((value) => typeof value === 'number') ? null : values;
}
