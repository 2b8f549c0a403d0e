import { secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** What stands as consent is an answer to terms or to a privacy notice. */
export const con03: PurposeRule = {
  id: 'CON-03', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 7(2)'), secondary('EDPB 05/2020 paras 71, 81'), secondary('KVKK 2021/891')],
  judge(facts) {
    const [consent] = basesOn(facts, 'consent');
    const { onOtherNature: n } = facts.consents;
    if (!consent || n === 0) return [];
    const others = facts.notices.filter(({ nature }) => nature !== 'consent').map(({ campaign, id }) => ({ type: 'notice' as const, id: `${campaign}/${id}` }));
    return [{ severity: 'blocker', about: 'nature', values: { n }, places: [placeOn(facts, `${consent.path}.basis`), ...others] }];
  },
};
