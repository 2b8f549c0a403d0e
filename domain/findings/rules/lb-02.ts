import { secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule, statedBases } from '@/domain/findings/purpose-rule';

/** Several bases are claimed for the same processing and not each says when it applies, or two say the same. */
export const lb02: PurposeRule = {
  id: 'LB-02', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 13(1)(c)'), verified('DPC IN-18-12-2 (20 August 2021) paras 257-329'), secondary('DPC, Facebook and Instagram, 31 December 2022')],
  judge(facts) {
    return facts.jurisdictions.flatMap(({ name }) => {
      const here = basesOn(facts, ...statedBases).filter(({ basis }) => basis.jurisdiction === name);
      const conditions = new Set(here.map(({ basis }) => basis.appliesWhen).filter((condition) => condition !== ''));
      if (here.length < 2 || conditions.size === here.length) return [];
      return [{ severity: 'warning', about: name, values: { bases: here.map(({ basis }) => basis.basis), jurisdiction: name }, places: here.map(({ path }) => placeOn(facts, `${path}.appliesWhen`)) }];
    });
  },
};
