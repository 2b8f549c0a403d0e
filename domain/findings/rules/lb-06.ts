import { secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** Contract is claimed without saying why it could not be performed otherwise, or for people who are not party to it. */
export const lb06: PurposeRule = {
  id: 'LB-06', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 6(1)(b)'), secondary('CJEU C-252/21 para 98'), secondary('CJEU C-394/23'), secondary('EDPB 2/2019 paras 25, 30')],
  judge(facts) {
    return basesOn(facts, 'contract').flatMap(({ basis, path, about }) => {
      const missing = [...(basis.necessityStatement === '' ? ['necessityStatement'] : []), ...(basis.partyToContract === 'no' ? ['partyToContract'] : [])];
      return missing.length === 0 ? [] : [{ severity: 'blocker', about, values: { jurisdiction: basis.jurisdiction, missing }, places: missing.map((field) => placeOn(facts, `${path}.${field}`)) }];
    });
  },
};
