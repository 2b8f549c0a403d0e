import { secondary, verified } from '@/domain/findings/citation';
import { materialChanges } from '@/domain/findings/material-change';
import { basesOn, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** Consents that count were given before the purpose, controller, recipients, categories or transfers became what they are. */
export const con06: PurposeRule = {
  id: 'CON-06', on: 'purpose', overridable: false,
  citations: [secondary('EDPB 05/2020 paras 58, 90, 110'), verified('GDPR Art 6(1)(a)')],
  judge(facts) {
    const [consent] = basesOn(facts, 'consent');
    if (!consent) return [];
    return facts.consents.underEarlier.flatMap(({ version, record, people }) => {
      const changes = materialChanges(record, facts.record).filter((part) => part !== 'bases');
      return people === 0 || changes.length === 0 ? [] : [{ severity: 'blocker', about: `version ${version}`, values: { n: people, version, changes }, places: [placeOn(facts, `${consent.path}.basis`)] }];
    });
  },
};
