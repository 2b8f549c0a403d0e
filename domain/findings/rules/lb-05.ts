import { generalKnowledge, secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule, termsUnder } from '@/domain/findings/purpose-rule';

/** Contract is claimed for safety or fraud beyond the technical security of this very service: who may use it, and that it is they. */
export const lb05: PurposeRule = {
  id: 'LB-05', on: 'purpose', overridable: false,
  citations: [secondary('DPC IN-18-5-6 (12 January 2023)'), generalKnowledge('EDPB 2/2019 para 50'), verified('GDPR Rec 49')],
  judge(facts) {
    const { record } = facts;
    const terms = termsUnder(record, 'dpv:EnforceSecurity');
    const technical = termsUnder(record, 'dpv:EnforceAccessControl', 'dpv:IdentityAuthentication');
    if (terms.length === 0 || (terms.length === technical.length && record.benefits.recipients.length === 0)) return [];
    return basesOn(facts, 'contract').map(({ basis, path, about }) => ({
      severity: 'warning', about, values: { jurisdiction: basis.jurisdiction, terms }, places: [placeOn(facts, `${path}.basis`), placeOn(facts, 'purposeTerms')],
    }));
  },
};
