import type { ClearanceRow, RegionClearance } from '@/domain/clearance/clear';
import type { ClearanceView } from '@/domain/clearance/queries';

const numbers = ({ population, standings, held, cleared, mustNot }: Pick<RegionClearance, 'population' | 'standings' | 'held' | 'cleared' | 'mustNot'>) => ({ population, held, cleared, must_not: mustNot, standings });

/** A view of clearance as the API answers it. A withheld number is null, and `suppressed` stands beside it. */
export function clearanceAnswer({ campaign, asOf, blockersAt, exact, rows }: ClearanceView) {
  return {
    campaign: campaign.key,
    as_of: asOf.toISOString(),
    blockers_as_of: blockersAt.toISOString(),
    zone: campaign.zone,
    ...(campaign.illustrative ? { illustrative: true } : {}),
    sharings: rows.map((row: ClearanceRow) => ({
      purpose: row.purpose, title: row.title, jurisdiction: row.jurisdiction, basis: row.basis, applies_when: row.appliesWhen, ground: row.ground, halts: row.halts, blockers: row.blockers,
      ...(exact ? numbers(row) : { population: null, held: null, cleared: null, must_not: null, standings: null, suppressed: true }),
      regions: row.regions.map((region) => ({ region: region.region, ...numbers(region) })),
    })),
  };
}
