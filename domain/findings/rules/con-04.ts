import { secondary, verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import { plainText } from '@/domain/findings/similarity';

/** Withdrawing consent is harder than giving it was, costs something, or has no way at all. */
export const con04: PurposeRule = {
  id: 'CON-04', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 7(3)'), secondary('EDPB 05/2020 paras 113-116')],
  judge(facts) {
    if (basesOn(facts, 'consent').length === 0) return [];
    const { grantChannel, grantSteps, withdrawalChannel, withdrawalSteps, withdrawalDetriment } = facts.record.consent;
    const hasWay = withdrawalChannel !== '';
    const problems = [
      ...(hasWay ? [] : [{ problem: 'none', field: 'withdrawalChannel' }]),
      ...(hasWay && grantChannel !== '' && plainText(grantChannel) !== plainText(withdrawalChannel) ? [{ problem: 'channel', field: 'withdrawalChannel' }] : []),
      ...(grantSteps !== null && withdrawalSteps !== null && withdrawalSteps > grantSteps ? [{ problem: 'steps', field: 'withdrawalSteps' }] : []),
      ...(withdrawalDetriment === 'yes' ? [{ problem: 'detriment', field: 'withdrawalDetriment' }] : []),
    ];
    if (problems.length === 0) return [];
    return [{
      severity: 'blocker', about: 'withdrawal', values: { problems: problems.map(({ problem }) => problem), m: withdrawalSteps ?? '', n: grantSteps ?? '' }, places: problems.map(({ field }) => placeOn(facts, `consent.${field}`)),
    }];
  },
};
