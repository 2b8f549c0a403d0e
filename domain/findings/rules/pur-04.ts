import { generalKnowledge, secondary, verified } from '@/domain/findings/citation';
import { placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import { dayOf } from '@/domain/findings/days';
import type { PurposeRecord } from '@/domain/purposes/schemas';

/** Consent, or a law that is named, in every jurisdiction the record states a basis for (Art 6(4)). */
function isPermittedAnyway({ bases }: PurposeRecord): boolean {
  return bases.length > 0 && bases.every(({ basis, legalReference }) => basis === 'consent' || (['legal_obligation', 'public_task'].includes(basis) && legalReference !== ''));
}

/** Data already held serve a new purpose that was not found compatible, or that began before people were told. */
export const pur04: PurposeRule = {
  id: 'PUR-04', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 6(4)'), verified('GDPR Art 13(3), 14(4)'), generalKnowledge('UK GDPR Art 8A, Annex 2'), secondary('WP260 rev.01 para 31')],
  judge(facts, _settings, now) {
    const { record, campaigns } = facts;
    const { isNew, originalPurpose: old, start } = record.timing;
    if (!isNew) return [];
    const incompatible = record.compatibility.outcome !== 'compatible' && !isPermittedAnyway(record);
    const early = campaigns.filter(({ firstDisplayedDay }) => start !== null && start < (firstDisplayedDay ?? dayOf(now)));
    return [
      ...(incompatible ? [{ severity: 'blocker' as const, about: 'compatibility', values: { purpose: record.title, old }, places: [placeOn(facts, 'compatibility.outcome'), placeOn(facts, 'timing.originalPurpose')] }] : []),
      ...early.map(({ key, firstDisplayedDay }) => ({
        severity: 'blocker' as const, about: `start ${key}`, values: { purpose: record.title, old, campaign: key, start: start ?? '', displayed: firstDisplayedDay ?? '' }, places: [placeOn(facts, 'timing.start'), { type: 'campaign' as const, id: key }],
      })),
    ];
  },
};
