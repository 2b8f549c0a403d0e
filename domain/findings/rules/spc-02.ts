import { secondary } from '@/domain/findings/citation';
import { placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import { isUnder } from '@/domain/purposes/dpv';

/** Categories from which beliefs, health or orientation can be read once they are combined. */
const telling = ['pd:Location', 'pd:SocialNetwork', 'pd:GroupMembership', 'pd:CommunicationsMetadata', 'local:PrivateMessageMetadata', 'pd:Purchase', 'pd:PurchasesAndSpendingHabit', 'pd:BrowsingBehaviour'];

/** People are profiled, or data combined, with categories that tell more than they say, and nobody assessed what they reveal. */
export const spc02: PurposeRule = {
  id: 'SPC-02', on: 'purpose', overridable: false,
  citations: [secondary('CJEU C-184/20 paras 119, 127'), secondary('CJEU C-252/21 paras 68-69'), secondary('EDPB Binding Decision 5/2022 (inquiry asked for)')],
  judge(facts) {
    const { automatedDecisions: { profiling, combination, inferenceAssessment }, dataUses } = facts.record;
    if ((!profiling && !combination) || inferenceAssessment !== '') return [];
    const categories = dataUses.filter(({ terms }) => terms.some((term) => telling.some((ancestor) => isUnder(term, ancestor)))).map(({ category }) => category);
    return categories.length === 0 ? [] : [{ severity: 'warning', about: 'inference', values: { categories }, places: [placeOn(facts, 'automatedDecisions.inferenceAssessment')] }];
  },
};
