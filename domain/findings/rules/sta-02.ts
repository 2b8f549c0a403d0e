import { verified } from '@/domain/findings/citation';
import { type ExportRule, placesOn } from '@/domain/findings/export-facts';

/** More people have events in a segment than its population holds, so that "not reached" would be negative (contract section 3). */
export const sta02: ExportRule = {
  id: 'STA-02', on: 'export', overridable: false,
  citations: [verified('GDPR Art 5(1)(d)')],
  judge: (facts) =>
    facts.segments.flatMap(({ id, population, reached }) =>
      population === null || reached === null || reached <= population ? [] : [{ severity: 'blocker', about: id, values: { segment: id, n: reached, population }, places: placesOn(facts, id) }]),
};
