import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { lb03 } from '@/domain/findings/rules/lb-03';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const lb03Cases: RuleCases<PurposeFacts> = {
  rule: lb03,
  cases: [
    fires('contract for a purpose under the term', purpose({ purposeTerms: ['dpv:TargetedAdvertising'] }), [{ severity: 'blocker', about: 'eea · contract · ', values: { jurisdiction: 'eea', terms: ['dpv:TargetedAdvertising'] }, path: 'bases.0.basis' }, { severity: 'blocker', values: { jurisdiction: 'GB' }, path: 'bases.1.basis' }]),
    silent('contract for something else', purpose()),
    silent('consent', onConsent({ purposeTerms: ['dpv:TargetedAdvertising'] })),
    edge('the very term', purpose({ purposeTerms: ['dpv:Marketing'] }), [{ severity: 'blocker' }, { severity: 'blocker' }]),
    edge('a neighbouring term', purpose({ purposeTerms: ['dpv:ServicePersonalisation'] }), []),
    edge('contract in one of two jurisdictions', onConsent({ purposeTerms: ['dpv:DeliveryOfGoods', 'dpv:TargetedAdvertising'], 'bases.1.basis': 'contract' }), [{ severity: 'blocker', values: { jurisdiction: 'GB', terms: ['dpv:TargetedAdvertising'] } }]),
  ],
};
