import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { con04 } from '@/domain/findings/rules/con-04';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const con04Cases: RuleCases<PurposeFacts> = {
  rule: con04,
  cases: [
    fires('withdrawing takes more steps', onConsent({ 'consent.withdrawalSteps': 5 }), [{ severity: 'blocker', about: 'withdrawal', values: { problems: ['steps'], m: 5, n: 2 }, path: 'consent.withdrawalSteps' }]),
    fires('it goes another way', onConsent({ 'consent.withdrawalChannel': 'Letter' }), [{ severity: 'blocker', values: { problems: ['channel'] }, path: 'consent.withdrawalChannel' }]),
    fires('it has no way', onConsent({ 'consent.withdrawalChannel': '' }), [{ severity: 'blocker', values: { problems: ['none'] }, path: 'consent.withdrawalChannel' }]),
    fires('it costs a service', onConsent({ 'consent.withdrawalDetriment': 'yes' }), [{ severity: 'blocker', values: { problems: ['detriment'] } }]),
    silent('same way, same steps', onConsent()),
    silent('another basis', purpose({ consent: {} })),
    edge('one step more', onConsent({ 'consent.withdrawalSteps': 3 }), [{ severity: 'blocker' }]),
    edge('fewer steps', onConsent({ 'consent.withdrawalSteps': 1 }), []),
    edge('the steps of withdrawing are not counted', onConsent({ 'consent.withdrawalSteps': null }), []),
    edge('the steps of giving are not counted', onConsent({ 'consent.grantSteps': null }), []),
    edge('the same way in other letters', onConsent({ 'consent.withdrawalChannel': ' APP. ' }), []),
    edge('how it is given is not recorded', onConsent({ 'consent.grantChannel': '' }), []),
    edge('whether it costs anything is not said', onConsent({ 'consent.withdrawalDetriment': 'not_stated' }), []),
    edge('no way, and the steps are not known', onConsent({ 'consent.withdrawalChannel': ' ', 'consent.withdrawalSteps': null }), [{ severity: 'blocker', values: { problems: ['none'], m: '', n: 2 } }]),
  ],
};
