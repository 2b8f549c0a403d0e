import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { lb07 } from '@/domain/findings/rules/lb-07';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const lb07Cases: RuleCases<PurposeFacts> = {
  rule: lb07,
  cases: [
    fires('a legal obligation without the law', purpose({ 'bases.0.basis': 'legal_obligation' }), [{ severity: 'blocker', values: { jurisdiction: 'eea', basis: 'legal_obligation' }, path: 'bases.0.legalReference' }]),
    fires('a public task without the law', purpose({ 'bases.1.basis': 'public_task' }), [{ severity: 'blocker', values: { basis: 'public_task' }, path: 'bases.1.legalReference' }]),
    silent('the law is cited', purpose({ 'bases.0.basis': 'legal_obligation', 'bases.0.legalReference': 'AO § 147' })),
    silent('another basis needs no law', purpose()),
    edge('blanks count as nothing', purpose({ 'bases.0.basis': 'public_task', 'bases.0.legalReference': '  ' }), [{ severity: 'blocker' }]),
  ],
};
