import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { lb05 } from '@/domain/findings/rules/lb-05';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const lb05Cases: RuleCases<PurposeFacts> = {
  rule: lb05,
  cases: [
    fires('contract for preventing misuse', purpose({ purposeTerms: ['dpv:MisusePreventionAndDetection'] }), [{ severity: 'warning', values: { jurisdiction: 'eea', terms: ['dpv:MisusePreventionAndDetection'] }, path: 'bases.0.basis' }, { severity: 'warning' }]),
    silent('contract for something else', purpose()),
    silent('contract for who may use this very service', purpose({ purposeTerms: ['dpv:EnforceAccessControl', 'dpv:IdentityAuthentication'] })),
    silent('consent', onConsent({ purposeTerms: ['dpv:EnforceSecurity'] })),
    edge('the very term', purpose({ purposeTerms: ['dpv:EnforceSecurity'] }), [{ severity: 'warning' }, { severity: 'warning' }]),
    edge('access control, of which a recipient benefits', purpose({ purposeTerms: ['dpv:EnforceAccessControl'], 'benefits.recipients': ['Carrier'] }), [{ severity: 'warning' }, { severity: 'warning' }]),
    edge('access control beside fraud prevention', purpose({ purposeTerms: ['dpv:EnforceAccessControl', 'dpv:FraudPreventionAndDetection'] }), [{ severity: 'warning', values: { terms: ['dpv:EnforceAccessControl', 'dpv:FraudPreventionAndDetection'] } }, { severity: 'warning' }]),
  ],
};
