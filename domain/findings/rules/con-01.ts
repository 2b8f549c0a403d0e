import { secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import type { Refusal } from '@/domain/findings/purpose-facts';

const detriments: readonly Refusal[] = ['limited', 'loss_of_access', 'deletion'];

/** Consent is a condition of the service for data that the service does not need. */
export const con01: PurposeRule = {
  id: 'CON-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 7(4)'), verified('GDPR Rec 43'), secondary('EDPB 05/2020 paras 26, 32, 37'), verified('HmbBfDI, order of 10 May 2021'), secondary('KVKK 2021/891')],
  judge(facts) {
    const [consent] = basesOn(facts, 'consent');
    const needless = facts.record.dataUses.flatMap(({ category, necessity }, position) => (necessity === 'necessary_for_requested_service' ? [] : [{ category, field: `dataUses.${position}.necessity` }]));
    if (!consent || needless.length === 0) return [];
    return facts.campaigns
      .filter(({ mandatory, refusal }) => mandatory || detriments.includes(refusal))
      .map(({ key }) => ({
        severity: 'blocker', about: `campaign ${key}`, values: { campaign: key, categories: needless.map(({ category }) => category) },
        places: [placeOn(facts, `${consent.path}.basis`), { type: 'campaign', id: key }, ...needless.map(({ field }) => placeOn(facts, field))],
      }));
  },
};
