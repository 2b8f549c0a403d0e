import { secondary, verified } from '@/domain/findings/citation';
import { dayOf, monthsLater } from '@/domain/findings/days';
import { materialChanges } from '@/domain/findings/material-change';
import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { basesOn, type PlacedBasis, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** Why there is no completed assessment dated before the processing; empty where there is one. */
function defects({ basis: { assessment } }: PlacedBasis, { record: { timing } }: PurposeFacts): string[] {
  const { outcome, purpose, necessity, balancing, approvedAt } = assessment;
  const tests = { purpose, necessity, balancing };
  return [
    ...(outcome === 'not_done' ? ['outcome'] : []),
    ...(outcome === 'fail' ? ['fail'] : []),
    ...Object.entries(tests).filter(([, test]) => test === '').map(([name]) => name),
    ...(approvedAt === null ? ['approvedAt'] : []),
    ...(approvedAt !== null && timing.start !== null && approvedAt > timing.start ? ['late'] : []),
  ];
}

/** Why an assessment no longer stands: its review is overdue, or the purpose changed since it was approved. */
function staleness({ basis: { assessment, jurisdiction } }: PlacedBasis, { record, previous }: PurposeFacts, reviewMonths: number, now: Date): string[] {
  const due = assessment.reviewDue ?? monthsLater(assessment.approvedAt ?? dayOf(now), reviewMonths);
  const before = previous?.record.bases.find((one) => one.basis === 'legitimate_interests' && one.jurisdiction === jurisdiction)?.assessment.approvedAt;
  const isChanged = previous !== null && before === assessment.approvedAt && materialChanges(previous.record, record).length > 0;
  return [...(due < dayOf(now) ? ['review'] : []), ...(isChanged ? ['changed'] : [])];
}

const fields: Readonly<Record<string, string>> = { fail: 'outcome', late: 'approvedAt', review: 'reviewDue', changed: 'approvedAt' };

/** Legitimate interests are claimed without a completed balancing test dated before the processing; a warning where it is only stale. */
export const li02: PurposeRule = {
  id: 'LI-02', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 6(1)(f), 5(2)'), verified('GDPR Rec 47'), secondary('EDPB 1/2024 II'), secondary('ICO, legitimate interests assessment')],
  judge(facts, { reviewMonths }, now) {
    return basesOn(facts, 'legitimate_interests').flatMap((placed) => {
      const missing = defects(placed, facts);
      const problems = missing.length > 0 ? missing : staleness(placed, facts, reviewMonths, now);
      if (problems.length === 0) return [];
      return [{
        severity: missing.length > 0 ? 'blocker' : 'warning', about: placed.about, values: { jurisdiction: placed.basis.jurisdiction, problems, months: reviewMonths },
        places: problems.map((problem) => placeOn(facts, `${placed.path}.assessment.${fields[problem] ?? problem}`)),
      }];
    });
  },
};
