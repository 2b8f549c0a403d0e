import { verified } from '@/domain/findings/citation';
import { type ExportRule, placesOn } from '@/domain/findings/export-facts';

/**
 * More acceptances are printed as in time for a deadline than people had accepted when it passed in the campaign's zone: the difference came late. An
 * acceptance at the very instant is late (contract section 3).
 */
export const sta03: ExportRule = {
  id: 'STA-03', on: 'export', overridable: false,
  citations: [verified('GDPR Art 5(1)(d), 5(2)')],
  judge: (facts) =>
    facts.deadlines.flatMap(({ area, at, lastDay, acceptedBy, acceptedThen }) =>
      acceptedBy === null || acceptedThen === null || acceptedBy <= acceptedThen
        ? []
        : [{ severity: 'blocker', about: `${area ?? ''}:${at.toISOString()}`, values: { n: acceptedBy - acceptedThen, deadline: lastDay, area: area ?? '' }, places: placesOn(facts, 'deadlines') }]),
};
