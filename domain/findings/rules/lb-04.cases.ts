import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { lb04 } from '@/domain/findings/rules/lb-04';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const lb04Cases: RuleCases<PurposeFacts> = {
  rule: lb04,
  cases: [
    fires('contract for a purpose under the term', purpose({ purposeTerms: ['dpv:ImproveExistingProductsAndServices'] }), [{ severity: 'blocker', about: 'eea · contract · ', values: { jurisdiction: 'eea', terms: ['dpv:ImproveExistingProductsAndServices'] }, path: 'bases.0.basis' }, { severity: 'blocker', values: { jurisdiction: 'GB' }, path: 'bases.1.basis' }]),
    fires('measuring use', purpose({ purposeTerms: ['dpv:ServiceUsageAnalytics'] }), [{ severity: 'blocker' }, { severity: 'blocker' }]),
    fires('research', purpose({ purposeTerms: ['dpv:ScientificResearch'] }), [{ severity: 'blocker' }, { severity: 'blocker' }]),
    silent('contract for something else', purpose()),
    silent('consent', onConsent({ purposeTerms: ['dpv:ImproveExistingProductsAndServices'] })),
    edge('the very term', purpose({ purposeTerms: ['dpv:OptimisationForController'] }), [{ severity: 'blocker' }, { severity: 'blocker' }]),
    edge('a neighbouring term', purpose({ purposeTerms: ['dpv:ServiceMonitoring'] }), []),
    edge('contract in one of two jurisdictions', onConsent({ purposeTerms: ['dpv:DeliveryOfGoods', 'dpv:ImproveExistingProductsAndServices'], 'bases.1.basis': 'contract' }), [{ severity: 'blocker', values: { jurisdiction: 'GB', terms: ['dpv:ImproveExistingProductsAndServices'] } }]),
  ],
};
