import { secondary, verified } from '@/domain/findings/citation';
import { isCollective } from '@/domain/findings/lexicon';
import { isController, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** A recipient is known as a class alone, or nothing says which data it receives. */
export const rol05: PurposeRule = {
  id: 'ROL-05', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 13(1)(e), 30(1)(d)'), verified('DPC IN-18-12-2 (20 August 2021) paras 433-434'), secondary('CJEU C-413/23 P')],
  judge(facts) {
    if (!isController(facts)) return [];
    return facts.record.recipients.flatMap(({ name, legalEntity, group, sharedCategories }, position) => {
      const problems = [
        ...(legalEntity === '' && (group !== '' || isCollective(name)) ? ['legalEntity'] : []),
        ...(sharedCategories.length === 0 ? ['sharedCategories'] : []),
      ];
      return problems.length === 0 ? [] : [{ severity: 'warning', about: name, values: { recipient: name, problems }, places: problems.map((field) => placeOn(facts, `recipients.${position}.${field}`)) }];
    });
  },
};
