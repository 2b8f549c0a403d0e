import { verified } from '@/domain/findings/citation';
import { type ExportRule, placesOn } from '@/domain/findings/export-facts';
import type { Hit } from '@/domain/findings/rule';

/** The population was recorded after people had decided; closed accounts are not among the counts; or the groups of a table do not add up to the whole. */
export const sta06: ExportRule = {
  id: 'STA-06', on: 'export', overridable: false,
  citations: [verified('GDPR Art 5(1)(d), 5(1)(a)')],
  judge(facts) {
    const { population, counts, groupings } = facts;
    const hits: Hit[] = [];
    if (population.day !== null && (population.decidedBefore ?? 0) > 0) hits.push({ severity: 'warning', about: 'later', values: { what: 'later', n: population.decidedBefore ?? 0, day: population.day }, places: placesOn(facts, 'population') });
    if (population.count !== null && facts.isStatistic && !('closed' in counts)) hits.push({ severity: 'warning', about: 'closed', values: { what: 'closed' }, places: placesOn(facts, 'counts') });
    for (const { id, sum, total } of groupings) if (sum !== total) hits.push({ severity: 'warning', about: id, values: { what: 'sum', table: id, sum, total }, places: placesOn(facts, id) });
    return hits;
  },
};
