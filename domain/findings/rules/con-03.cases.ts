import { noConsents, type PurposeFacts } from '@/domain/findings/purpose-facts';
import { con03 } from '@/domain/findings/rules/con-03';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { notice, onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const con03Cases: RuleCases<PurposeFacts> = {
  rule: con03,
  cases: [
    fires('people accepted terms', onConsent({}, { notices: [notice(), notice({ id: 'consent-1', nature: 'consent' })], consents: { ...noConsents, onOtherNature: 12 } }), [{ severity: 'blocker', ids: ['parcels', 'spring/terms-1'], about: 'nature', values: { n: 12 }, path: 'bases.0.basis' }]),
    silent('every consent stands on a consent notice', onConsent({}, { notices: [notice()] })),
    silent('the basis is another', purpose({}, { consents: { ...noConsents, onOtherNature: 12 } })),
    edge('one person', onConsent({}, { consents: { ...noConsents, onOtherNature: 1 } }), [{ severity: 'blocker' }]),
  ],
};
