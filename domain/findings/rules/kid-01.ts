import { secondary, verified } from '@/domain/findings/citation';
import { namesChildren } from '@/domain/findings/lexicon';
import { basesOn, placeOn, type PurposeRule, termsUnder } from '@/domain/findings/purpose-rule';

/** Children are affected and what protects them is missing: a blocker on consent, a warning on legitimate interests. */
export const kid01: PurposeRule = {
  id: 'KID-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 8, 6(1)(f)'), verified('GDPR Rec 38'), verified('HmbBfDI, order of 10 May 2021 (minors)'), secondary('EDPB 1/2024')],
  judge(facts) {
    const { record } = facts;
    if (record.children.affected !== 'yes' && !record.dataUses.some(({ subjects }) => subjects.some(namesChildren))) return [];
    const onConsent = basesOn(facts, 'consent').length > 0;
    const missing = (['ageThreshold', 'parentalAuthorisation'] as const).filter((field) => record.children[field] === '');
    const isProfile = termsUnder(record, 'dpv:PersonalisedAdvertising').length > 0 || (record.automatedDecisions.profiling && termsUnder(record, 'dpv:Marketing').length > 0);
    return [
      ...(onConsent && missing.length > 0 ? [{ severity: 'blocker', about: 'consent', values: { problems: missing }, places: missing.map((field) => placeOn(facts, `children.${field}`)) } as const] : []),
      ...basesOn(facts, 'legitimate_interests').filter(({ basis }) => basis.assessment.children === '').map(({ basis, path, about }) => ({
        severity: 'warning' as const, about, values: { problems: ['assessment'], jurisdiction: basis.jurisdiction }, places: [placeOn(facts, `${path}.assessment.children`)],
      })),
      ...(isProfile ? [{ severity: onConsent ? 'blocker' : 'warning', about: 'profile', values: { problems: ['profile'] }, places: [placeOn(facts, 'purposeTerms')] } as const] : []),
    ];
  },
};
