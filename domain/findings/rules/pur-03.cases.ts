import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { pur03 } from '@/domain/findings/rules/pur-03';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { notice, onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const pur03Cases: RuleCases<PurposeFacts> = {
  rule: pur03,
  cases: [
    fires('advertising and fraud in one row', purpose({ purposeTerms: ['dpv:Advertising', 'dpv:FraudPreventionAndDetection'] }), [{ severity: 'warning', about: 'terms', values: { n: 2, roots: ['dpv:Marketing', 'dpv:EnforceSecurity'] }, path: 'purposeTerms' }]),
    fires('on consent', onConsent({ purposeTerms: ['dpv:Advertising', 'dpv:FraudPreventionAndDetection', 'dpv:RecordManagement'] }), [{ severity: 'blocker', values: { n: 3 } }]),
    fires('parts of the row rest on different bases', purpose({ purposeTerms: ['dpv:DeliveryOfGoods', 'dpv:PaymentManagement'], 'bases.0.appliesWhen': 'delivering', 'bases.1': { jurisdiction: 'eea', basis: 'legal_obligation', appliesWhen: 'paying', legalReference: 'AO § 147' } }), [{ severity: 'warning', about: 'parts eea', values: { n: 2, jurisdiction: 'eea' }, path: 'bases.0.appliesWhen' }]),
    silent('one term', purpose()),
    silent('no term at all', purpose({ purposeTerms: [] })),
    silent('terms under one topmost term', purpose({ purposeTerms: ['dpv:DeliveryOfGoods', 'dpv:PaymentManagement'] })),
    edge('one term that stands under two topmost ones', purpose({ purposeTerms: ['dpv:PersonalisedAdvertising'] }), []),
    edge('terms of one’s own beside one of the vocabulary', purpose({ purposeTerms: ['dpv:Advertising', 'doorstep selling', 'loyalty'] }), []),
    edge('two terms that meet under the second of two topmost ones', purpose({ purposeTerms: ['dpv:PersonalisedAdvertising', 'dpv:ServicePersonalisation'] }), []),
    edge('a data category among the terms counts for no purpose', purpose({ purposeTerms: ['dpv:DeliveryOfGoods', 'pd:Location'] }), []),
    edge('two bases by case, one term: one purpose', purpose({ 'bases.0.appliesWhen': 'adults', 'bases.1': { jurisdiction: 'eea', basis: 'consent', appliesWhen: 'minors' } }, { notices: [notice({ nature: 'consent' })] }), []),
    edge('two cases on the same basis', purpose({ purposeTerms: ['dpv:DeliveryOfGoods', 'dpv:PaymentManagement'], 'bases.0.appliesWhen': 'delivering', 'bases.1.jurisdiction': 'eea', 'bases.1.appliesWhen': 'paying' }), []),
    edge('two bases that do not say when they apply', purpose({ purposeTerms: ['dpv:DeliveryOfGoods', 'dpv:PaymentManagement'], 'bases.1': { jurisdiction: 'eea', basis: 'legal_obligation', legalReference: 'AO § 147' } }), []),
    edge('two bases in two jurisdictions', purpose({ purposeTerms: ['dpv:DeliveryOfGoods', 'dpv:PaymentManagement'], 'bases.0.appliesWhen': 'delivering', 'bases.1': { jurisdiction: 'GB', basis: 'legal_obligation', appliesWhen: 'paying', legalReference: 'Act' } }), []),
  ],
};
