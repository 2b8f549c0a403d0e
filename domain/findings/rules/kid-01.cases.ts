import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { kid01 } from '@/domain/findings/rules/kid-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { onConsent, onInterests, purpose } from '@/domain/findings/testing/sound-purpose';

export const kid01Cases: RuleCases<PurposeFacts> = {
  rule: kid01,
  cases: [
    fires('consent without threshold and parents', onConsent({ 'children.affected': 'yes' }), [{ severity: 'blocker', about: 'consent', values: { problems: ['ageThreshold', 'parentalAuthorisation'] }, path: 'children.ageThreshold' }]),
    fires('legitimate interests and nothing on children', onInterests({ 'children.affected': 'yes', 'bases.0.assessment.children': '' }), [{ severity: 'warning', values: { problems: ['assessment'], jurisdiction: 'eea' }, path: 'bases.0.assessment.children' }]),
    fires('children are profiled for ads on consent', onConsent({ children: { affected: 'yes', ageThreshold: 'DE 16', parentalAuthorisation: 'Letter' }, purposeTerms: ['dpv:PersonalisedAdvertising'] }), [{ severity: 'blocker', about: 'profile', values: { problems: ['profile'] }, path: 'purposeTerms' }]),
    fires('children are profiled for marketing on contract', purpose({ 'children.affected': 'yes', purposeTerms: ['dpv:Marketing'], 'automatedDecisions.profiling': true }), [{ severity: 'warning', about: 'profile' }]),
    fires('the data subjects are pupils', onConsent({ 'dataUses.0.subjects': ['parents', 'pupils'] }), [{ severity: 'blocker', about: 'consent' }]),
    silent('no children', onConsent()),
    silent('children on contract', purpose({ 'children.affected': 'yes' })),
    silent('threshold and parents are there', onConsent({ children: { affected: 'yes', ageThreshold: 'DE 16, IE 16', parentalAuthorisation: 'Letter' } })),
    silent('the assessment has its part on children', onInterests({ 'children.affected': 'yes' })),
    edge('only the parents are missing', onConsent({ children: { affected: 'yes', ageThreshold: 'DE 16' } }), [{ severity: 'blocker', values: { problems: ['parentalAuthorisation'] } }]),
    edge('whether children are affected is not said', onConsent({ 'children.affected': 'not_stated' }), []),
    edge('marketing without profiling', purpose({ 'children.affected': 'yes', purposeTerms: ['dpv:Marketing'] }), []),
    edge('profiling for something else', purpose({ 'children.affected': 'yes', 'automatedDecisions.profiling': true }), []),
    edge('childcare is no child', onConsent({ 'dataUses.0.subjects': ['childcare staff'] }), []),
    edge('children among the subjects of one of two categories', onConsent({ 'dataUses.1': { category: 'name', subjects: ['pupils'] } }), [{ severity: 'blocker', about: 'consent' }]),
    edge('children are one of two groups of subjects', onConsent({ 'dataUses.0.subjects': ['teachers', 'Schülerinnen'] }), [{ severity: 'blocker', about: 'consent' }]),
  ],
};
