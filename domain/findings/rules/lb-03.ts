import { generalKnowledge, secondary } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule, termsUnder } from '@/domain/findings/purpose-rule';

/** Contract is claimed for marketing, advertising included. */
export const lb03: PurposeRule = {
  id: 'LB-03', on: 'purpose', overridable: true,
  citations: [secondary('EDPB Binding Decisions 3/2022 and 4/2022 (5 December 2022)'), generalKnowledge('EDPB 2/2019 paras 51-56'), secondary('CJEU C-252/21 para 98')],
  judge(facts) {
    const terms = termsUnder(facts.record, 'dpv:Marketing');
    if (terms.length === 0) return [];
    return basesOn(facts, 'contract').map(({ basis, path, about }) => ({
      severity: 'blocker', about, values: { jurisdiction: basis.jurisdiction, terms }, places: [placeOn(facts, `${path}.basis`), placeOn(facts, 'purposeTerms')],
    }));
  },
};
