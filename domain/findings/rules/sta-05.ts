import { verified } from '@/domain/findings/citation';
import { type ExportRule, placesOn } from '@/domain/findings/export-facts';
import type { CountName } from '@/domain/uptake/vocabulary';

/** Whose last answer is another one than acceptance. */
const otherwise: readonly CountName[] = ['declined', 'withdrawn', 'objected'];
const deciding: readonly CountName[] = ['accepted', ...otherwise];

/** A rate counts people who withdrew, objected or refused in the end, or counts people more than once, so that it has more decisions than people who decided. */
export const sta05: ExportRule = {
  id: 'STA-05', on: 'export', overridable: false,
  citations: [verified('GDPR Art 7(3), 5(1)(d)')],
  judge: (facts) =>
    facts.rates.flatMap(({ id, rate, denominator, counts, of }) => {
      const total = (names: readonly CountName[]) => names.reduce((sum, name) => sum + (of[name] ?? 0), 0);
      const isTold = deciding.every((name) => typeof of[name] === 'number');
      const taken = (counts ?? []).filter((name) => otherwise.includes(name));
      const repeated = rate === 'of_decided' && denominator !== null && isTold ? Math.max(0, denominator - total(deciding)) : 0;
      if (taken.length === 0 && repeated === 0) return [];
      const points = denominator === null || denominator === 0 ? 0 : Math.round((total(taken) / denominator) * 1000) / 10;
      return [{ severity: 'warning', about: id, values: { rate: id, points, repeated, counts: taken }, places: placesOn(facts, id) }];
    }),
};
