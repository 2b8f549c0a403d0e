import { verified } from '@/domain/findings/citation';
import { placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import { isUnder } from '@/domain/purposes/dpv';
import type { SpecialCondition } from '@/domain/purposes/vocabulary';

/** Conditions of Art 9(2) that need Union or Member State law. */
const lawBased: readonly SpecialCondition[] = ['b', 'g', 'h', 'i', 'j'];

/** Special categories without a condition of Art 9(2) that holds, or criminal data without the authority of Art 10; by the record's word or the vocabulary's. */
export const spc01: PurposeRule = {
  id: 'SPC-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 9(1)-(2)'), verified('GDPR Art 10')],
  judge(facts) {
    const { dataUses, consent } = facts.record;
    return dataUses.flatMap((use, position) => {
      const has = (ancestor: string) => use.terms.some((term) => isUnder(term, ancestor));
      const isSpecial = use.special || has('dpv:SpecialCategoryPersonalData');
      const isCriminal = use.criminal || has('pd:Criminal');
      const problems = [
        { problem: 'condition', field: 'specialCondition', holds: isSpecial && use.specialCondition === 'none' },
        { problem: 'explicit', field: 'specialCondition', holds: isSpecial && use.specialCondition === 'a' && consent.explicit !== 'yes' },
        { problem: 'law', field: 'specialReference', holds: isSpecial && lawBased.includes(use.specialCondition) && use.specialReference === '' },
        { problem: 'authority', field: 'criminalAuthority', holds: isCriminal && use.criminalAuthority === '' },
      ].filter(({ holds }) => holds);
      if (problems.length === 0) return [];
      return [{ severity: 'blocker', about: use.category, values: { category: use.category, problems: problems.map(({ problem }) => problem) }, places: problems.map(({ field }) => placeOn(facts, `dataUses.${position}.${field}`)) }];
    });
  },
};
