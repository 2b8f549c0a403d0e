import { generalKnowledge, secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule, termsUnder } from '@/domain/findings/purpose-rule';

/** Contract is claimed for improving, measuring or developing the service. */
export const lb04: PurposeRule = {
  id: 'LB-04', on: 'purpose', overridable: true,
  citations: [secondary('DPC IN-18-5-6 (12 January 2023)'), verified('EDPB Binding Decision 5/2022 (5 December 2022)'), generalKnowledge('EDPB 2/2019 paras 48-49')],
  judge(facts) {
    const terms = termsUnder(facts.record, 'dpv:OptimisationForController', 'dpv:ServiceUsageAnalytics', 'dpv:ResearchAndDevelopment');
    if (terms.length === 0) return [];
    return basesOn(facts, 'contract').map(({ basis, path, about }) => ({
      severity: 'blocker', about, values: { jurisdiction: basis.jurisdiction, terms }, places: [placeOn(facts, `${path}.basis`), placeOn(facts, 'purposeTerms')],
    }));
  },
};
