import { secondary } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule, termsUnder } from '@/domain/findings/purpose-rule';
import type { PurposeRecord } from '@/domain/purposes/schemas';

/** What shows that data of more than one service or controller meet, by the field that says so. */
function crossings({ automatedDecisions, dataUses, jointControllers, recipients, benefits }: PurposeRecord): string[] {
  const ownUse = recipients.some(({ role }) => role === 'joint_controller' || role === 'independent_controller');
  return [
    ...(automatedDecisions.combination ? ['automatedDecisions.combination'] : []),
    ...(dataUses.some(({ source }) => source === 'third_party') ? ['dataUses'] : []),
    ...(jointControllers.length > 0 ? ['jointControllers'] : []),
    ...(ownUse ? ['recipients'] : []),
    ...(benefits.recipients.length > 0 ? ['benefits.recipients'] : []),
  ];
}

/** Personalised advertising rests on legitimate interests and draws on more than one service or controller. */
export const li04: PurposeRule = {
  id: 'LI-04', on: 'purpose', overridable: true,
  citations: [secondary('CJEU C-252/21 para 117 and operative part 5'), secondary('CJEU C-446/21'), secondary('EDPB 1/2024 para 120')],
  judge(facts) {
    const terms = termsUnder(facts.record, 'dpv:PersonalisedAdvertising');
    const sources = crossings(facts.record);
    if (terms.length === 0 || sources.length === 0) return [];
    return basesOn(facts, 'legitimate_interests').map(({ basis, path, about }) => ({
      severity: 'blocker', about, values: { jurisdiction: basis.jurisdiction, terms, sources }, places: [placeOn(facts, `${path}.basis`), ...sources.map((field) => placeOn(facts, field))],
    }));
  },
};
