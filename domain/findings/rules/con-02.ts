import { secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** One act stands for consent to several purposes, and none of them was chosen by itself. */
export const con02: PurposeRule = {
  id: 'CON-02', on: 'purpose', overridable: false,
  citations: [verified('GDPR Rec 32, 43'), secondary('EDPB 05/2020 paras 42-45')],
  judge(facts) {
    const { people, purposes } = facts.consents.bundled;
    const [consent] = basesOn(facts, 'consent');
    if (!consent || people === 0 || purposes < 2) return [];
    return [{ severity: 'blocker', about: 'bundled', values: { people, n: purposes }, places: [placeOn(facts, `${consent.path}.basis`), ...facts.campaigns.map(({ key }) => ({ type: 'campaign' as const, id: key }))] }];
  },
};
