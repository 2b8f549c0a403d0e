import { secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** A recognised legitimate interest is claimed outside the United Kingdom, without a condition of Annex 1, by an authority in its task, or for a decision of Art 22A. */
export const lb08: PurposeRule = {
  id: 'LB-08', on: 'purpose', overridable: false,
  citations: [verified('UK GDPR Art 6(1)(ea), 6(5)'), secondary('UK GDPR Art 22B(4)'), verified('Data (Use and Access) Act 2025 s 70')],
  judge(facts) {
    const { publicAuthority, automatedDecisions } = facts.record;
    return basesOn(facts, 'recognised_legitimate_interests').flatMap(({ basis, jurisdiction, path, about }) => {
      const reasons = [
        { reason: 'jurisdiction', field: `${path}.jurisdiction`, holds: jurisdiction.regions.length !== 1 || jurisdiction.regions[0] !== 'GB' },
        { reason: 'condition', field: `${path}.recognisedCondition`, holds: basis.recognisedCondition === 'none' },
        { reason: 'authority', field: 'publicAuthority', holds: publicAuthority },
        { reason: 'automated', field: 'automatedDecisions.solelyAutomated', holds: automatedDecisions.solelyAutomated && automatedDecisions.significant },
      ].filter(({ holds }) => holds);
      if (reasons.length === 0) return [];
      return [{ severity: 'blocker', about, values: { jurisdiction: basis.jurisdiction, reasons: reasons.map(({ reason }) => reason) }, places: reasons.map(({ field }) => placeOn(facts, field)) }];
    });
  },
};
