import { verified } from '@/domain/findings/citation';
import { type ExportRule, placesOn } from '@/domain/findings/export-facts';

/** A rate is printed without its numerator or denominator, without saying who the population is, or without the instant it is about. */
export const sta01: ExportRule = {
  id: 'STA-01', on: 'export', overridable: false,
  citations: [verified('GDPR Art 5(2), 5(1)(d)')],
  judge(facts) {
    const { rates, population, metadata } = facts;
    return rates.filter(({ value }) => value !== null).flatMap((rate) => {
      const lacks = [
        ...(rate.numerator === null ? ['numerator'] : []), ...(rate.denominator === null ? ['denominator'] : []),
        ...(population.definition === null || population.definition === '' ? ['definition'] : []), ...(metadata.asOf === null ? ['as_of'] : []),
      ];
      return lacks.length === 0 ? [] : [{ severity: 'blocker', about: rate.id, values: { rate: rate.id, lacks }, places: placesOn(facts, rate.id) }];
    });
  },
};
