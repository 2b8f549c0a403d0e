import { secondary, verified } from '@/domain/findings/citation';
import { type ExportRule, placesOn } from '@/domain/findings/export-facts';
import type { CountName } from '@/domain/uptake/vocabulary';

/** Who gave no answer: silence, dismissal, putting off, a closed account. */
const silent: readonly CountName[] = ['closed', 'dismissed', 'deferred', 'displayed', 'delivered', 'not_reached'];

/** A rate counts people who gave no answer as having accepted; or more people than accepted, without saying who the others are. */
export const sta04: ExportRule = {
  id: 'STA-04', on: 'export', overridable: false,
  citations: [verified('GDPR Rec 32'), secondary('EDPB 05/2020 paras 79, 86')],
  judge: (facts) =>
    facts.rates.flatMap(({ id, numerator, counts, of }) => {
      const taken = (counts ?? []).filter((name) => silent.includes(name));
      const unsaid = counts === null && numerator !== null ? Math.max(0, numerator - (of.accepted ?? numerator)) : 0;
      const n = taken.reduce((sum, name) => sum + (of[name] ?? 0), unsaid);
      return taken.length === 0 && unsaid === 0 ? [] : [{ severity: 'blocker', about: id, values: { rate: id, n, counts: taken }, places: placesOn(facts, id) }];
    }),
};
