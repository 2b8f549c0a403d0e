import { verified } from '@/domain/findings/citation';
import { basesOn, placeOn, type PurposeRule, termsUnder } from '@/domain/findings/purpose-rule';

/** People have a right to object and are not told how, clearly and separately; or direct marketing goes on without an unconditional opt-out. */
export const li03: PurposeRule = {
  id: 'LI-03', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 21(1)-(4)'), verified('GDPR Art 13(2)(b)')],
  judge(facts) {
    const { objection } = facts.record;
    const isObjectable = basesOn(facts, 'public_task', 'legitimate_interests').length > 0;
    const isMarketing = objection.directMarketing || termsUnder(facts.record, 'dpv:DirectMarketing').length > 0;
    const problems = [
      ...(isObjectable && objection.channel === '' ? ['channel'] : []),
      ...(isMarketing && !objection.marketingOptOut ? ['marketingOptOut'] : []),
      ...((isObjectable || isMarketing) && !objection.announcedSeparately ? ['announcedSeparately'] : []),
    ];
    return problems.length === 0 ? [] : [{ severity: 'blocker', about: 'objection', values: { problems }, places: problems.map((field) => placeOn(facts, `objection.${field}`)) }];
  },
};
