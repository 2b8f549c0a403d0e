import { generalKnowledge, secondary, verified } from '@/domain/findings/citation';
import type { ApprovedVersion } from '@/domain/findings/purpose-facts';
import { basesOn, type PlacedBasis, placeOn, type PurposeRule, statedBases } from '@/domain/findings/purpose-rule';

/** Whether a basis that came has an assessment of its own: the balancing test since then, or another justification than before. */
function isAssessed({ basis }: PlacedBasis, { record, approvedDay }: ApprovedVersion): boolean {
  if (basis.basis === 'legitimate_interests') return basis.assessment.approvedAt !== null && basis.assessment.approvedAt >= approvedDay;
  return basis.justification !== '' && record.bases.every(({ justification }) => justification !== basis.justification);
}

/** The basis differs from that of the version approved before, and it was not both assessed anew and shown in a notice published since. */
export const lb09: PurposeRule = {
  id: 'LB-09', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 13(1)(c), 5(1)(a)'), generalKnowledge('EDPB 05/2020 paras 121-123'), secondary('WhatsApp, change to legitimate interests, 17 July 2023')],
  judge(facts) {
    const { previous, jurisdictions, notices } = facts;
    if (previous === null) return [];
    return jurisdictions.flatMap(({ name }) => {
      const before = previous.record.bases.filter(({ jurisdiction, basis }) => jurisdiction === name && basis !== 'not_stated').map(({ basis }) => basis);
      const here = basesOn(facts, ...statedBases).filter(({ basis }) => basis.jurisdiction === name);
      const after = here.map(({ basis }) => basis.basis);
      const added = here.filter(({ basis }) => !before.includes(basis.basis));
      const isSame = added.length === 0 && before.every((basis) => after.includes(basis));
      if (isSame || before.length === 0 || after.length === 0) return [];
      const isShown = notices.some(({ area, publishedAt, firstDisplayed }) => (area === null || area === name) && publishedAt > previous.approvedAt && firstDisplayed !== null);
      const missing = [...(added.every((basis) => isAssessed(basis, previous)) ? [] : ['assessment']), ...(isShown ? [] : ['display'])];
      if (missing.length === 0) return [];
      return [{ severity: 'warning', about: name, values: { jurisdiction: name, old: [...new Set(before)], new: [...new Set(after)], missing }, places: here.map(({ path }) => placeOn(facts, `${path}.basis`)) }];
    });
  },
};
