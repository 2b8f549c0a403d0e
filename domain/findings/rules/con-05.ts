import { secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** Consent cannot be shown to have been given: who, how, on which text, to whom, told of withdrawal, by an act of their own. */
export const con05: PurposeRule = {
  id: 'CON-05', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 7(1), 5(2)'), verified('GDPR Rec 32, 42'), secondary('EDPB 05/2020 paras 64, 79, 104-108')],
  judge(facts) {
    if (basesOn(facts, 'consent').length === 0) return [];
    const { record: { consent, controller }, notices, consents } = facts;
    const missing = [
      { item: 'who', field: 'consent.record', holds: consents.byOthers > 0 },
      { item: 'how', field: 'consent.record', holds: consent.record === '' },
      { item: 'text', field: 'consent.record', holds: consents.unproven > 0 || notices.every(({ nature }) => nature !== 'consent') },
      { item: 'controller', field: 'controller.name', holds: controller.name === '' },
      { item: 'withdrawal', field: 'consent.withdrawalTold', holds: consent.withdrawalTold !== 'yes' },
      { item: 'act', field: 'consent.preselected', holds: consent.preselected === 'yes' },
    ].filter(({ holds }) => holds);
    if (missing.length === 0) return [];
    return [{ severity: 'blocker', about: 'proof', values: { missing: missing.map(({ item }) => item), unproven: consents.unproven, others: consents.byOthers }, places: missing.map(({ field }) => placeOn(facts, field)) }];
  },
};
