import { noConsents, type PurposeFacts } from '@/domain/findings/purpose-facts';
import { con05 } from '@/domain/findings/rules/con-05';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { notice, onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const con05Cases: RuleCases<PurposeFacts> = {
  rule: con05,
  cases: [
    fires('there is no record of how', onConsent({ 'consent.record': '' }), [{ severity: 'blocker', about: 'proof', values: { missing: ['how'] }, path: 'consent.record' }]),
    fires('people chose on an unknown text', onConsent({}, { consents: { ...noConsents, unproven: 4 } }), [{ severity: 'blocker', values: { missing: ['text'], unproven: 4 } }]),
    fires('no consent notice names it', onConsent({}, { notices: [notice()] }), [{ severity: 'blocker', values: { missing: ['text'] } }]),
    fires('staff chose for people', onConsent({}, { consents: { ...noConsents, byOthers: 3 } }), [{ severity: 'blocker', values: { missing: ['who'], others: 3 } }]),
    fires('the controller is not named', onConsent({ 'controller.name': '' }), [{ severity: 'blocker', values: { missing: ['controller'] }, path: 'controller.name' }]),
    fires('people are not told of withdrawal', onConsent({ 'consent.withdrawalTold': 'no' }), [{ severity: 'blocker', values: { missing: ['withdrawal'] } }]),
    fires('the choice is pre-selected', onConsent({ 'consent.preselected': 'yes' }), [{ severity: 'blocker', values: { missing: ['act'] }, path: 'consent.preselected' }]),
    silent('all of it is there', onConsent()),
    silent('another basis', purpose({ consent: {} })),
    edge('one unproven answer', onConsent({}, { consents: { ...noConsents, unproven: 1 } }), [{ severity: 'blocker' }]),
    edge('one answer by somebody else', onConsent({}, { consents: { ...noConsents, byOthers: 1 } }), [{ severity: 'blocker' }]),
    edge('a consent notice among others', onConsent({}, { notices: [notice(), notice({ id: 'consent-1', nature: 'consent' })] }), []),
    edge('whether people are told is not said', onConsent({ 'consent.withdrawalTold': 'not_stated' }), [{ severity: 'blocker' }]),
    edge('whether it is pre-selected is not said', onConsent({ 'consent.preselected': 'not_stated' }), []),
  ],
};
