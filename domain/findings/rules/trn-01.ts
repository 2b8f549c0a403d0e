import { secondary, verified } from '@/domain/findings/citation';
import { basesOn, isController, placeOn, type PurposeRule, statedBases } from '@/domain/findings/purpose-rule';

/** Data that no purpose with a basis claims, or a basis that no data are linked to: the link the founding case was about. */
export const trn01: PurposeRule = {
  id: 'TRN-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 13(1)(c), 12(1)'), verified('DPC IN-18-12-2 (20 August 2021) paras 320-329'), secondary('CCI, 18 November 2024')],
  judge(facts) {
    const { record } = facts;
    const hasBasis = basesOn(facts, ...statedBases).length > 0;
    const hasData = record.dataUses.length > 0;
    if (!isController(facts) || (record.dataLinked && hasData && hasBasis) || (!hasData && !hasBasis)) return [];
    const problem = hasData ? (record.dataLinked ? 'basis' : 'unlinked') : 'data';
    const field = { basis: 'bases', unlinked: 'dataLinked', data: 'dataUses' }[problem];
    return [{ severity: 'blocker', about: 'data', values: { problem, categories: record.dataUses.map(({ category }) => category), n: record.dataUses.length }, places: [placeOn(facts, field)] }];
  },
};
