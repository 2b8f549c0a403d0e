import { noConsents, type PurposeFacts } from '@/domain/findings/purpose-facts';
import { con02 } from '@/domain/findings/rules/con-02';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { campaign, onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const con02Cases: RuleCases<PurposeFacts> = {
  rule: con02,
  cases: [
    fires('one answer stands for three purposes', onConsent({}, { campaigns: [campaign()], consents: { ...noConsents, bundled: { people: 7, purposes: 3 } } }), [{ severity: 'blocker', about: 'bundled', values: { people: 7, n: 3 }, path: 'bases.0.basis' }]),
    silent('everybody chose per purpose', onConsent({}, { consents: { ...noConsents, bundled: { people: 0, purposes: 3 } } })),
    silent('the basis is another', purpose({}, { consents: { ...noConsents, bundled: { people: 7, purposes: 3 } } })),
    edge('one person, two purposes', onConsent({}, { consents: { ...noConsents, bundled: { people: 1, purposes: 2 } } }), [{ severity: 'blocker' }]),
    edge('a notice of one purpose needs no choice per purpose', onConsent({}, { consents: { ...noConsents, bundled: { people: 7, purposes: 1 } } }), []),
  ],
};
