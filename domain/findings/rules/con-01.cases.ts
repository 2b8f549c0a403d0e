import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { con01 } from '@/domain/findings/rules/con-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { campaign, onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const con01Cases: RuleCases<PurposeFacts> = {
  rule: con01,
  cases: [
    fires('the campaign is mandatory and the data are not needed', onConsent({ 'dataUses.0.necessity': 'useful' }, { campaigns: [campaign({ mandatory: true })] }), [{ severity: 'blocker', about: 'campaign spring', values: { campaign: 'spring', categories: ['delivery address'] }, path: 'bases.0.basis' }]),
    fires('refusing limits the service', onConsent({ 'dataUses.0.necessity': 'optional' }, { campaigns: [campaign({ refusal: 'limited' })] }), [{ severity: 'blocker' }]),
    fires('refusing costs the access, in the second campaign', onConsent({ 'dataUses.0.necessity': 'useful' }, { campaigns: [campaign(), campaign({ key: 'summer', refusal: 'loss_of_access' })] }), [{ severity: 'blocker', values: { campaign: 'summer' } }]),
    fires('refusing deletes the account', onConsent({ 'dataUses.0.necessity': 'useful' }, { campaigns: [campaign({ refusal: 'deletion' })] }), [{ severity: 'blocker' }]),
    silent('the data are necessary for the service asked for', onConsent({}, { campaigns: [campaign({ mandatory: true, refusal: 'deletion' })] })),
    silent('people are free to refuse', onConsent({ 'dataUses.0.necessity': 'useful' }, { campaigns: [campaign()] })),
    silent('another basis', purpose({ 'dataUses.0.necessity': 'useful' }, { campaigns: [campaign({ mandatory: true })] })),
    edge('one of two data uses is not needed', onConsent({ 'dataUses.1': { category: 'hobbies', subjects: ['customers'] } }, { campaigns: [campaign({ mandatory: true })] }), [{ severity: 'blocker', values: { categories: ['hobbies'] } }]),
    edge('what happens to those who refuse is not said', onConsent({ 'dataUses.0.necessity': 'useful' }, { campaigns: [campaign({ refusal: 'not_stated' })] }), []),
    edge('no campaign carries it', onConsent({ 'dataUses.0.necessity': 'useful' }), []),
  ],
};
