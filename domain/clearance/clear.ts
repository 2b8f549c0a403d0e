import { elsewhere, jurisdictionFor } from '@/domain/clearance/jurisdiction';
import { type ClearanceGround, type HaltReason, groundOf } from '@/domain/clearance/vocabulary';
import type { Blocker } from '@/domain/findings/blocker-queries';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import type { LawfulBasis } from '@/domain/purposes/vocabulary';
import { type PurposeStanding, purposeStandings } from '@/domain/uptake/vocabulary';

/** People by where they stand on one purpose. */
export type Standings = Record<PurposeStanding, number>;
/** A purpose of the register as it bears on a campaign; `record` null where no approved version is in force. */
export type ClearingPurpose = { key: string; title: string; record: PurposeRecord | null };
export type ClearanceFacts = {
  purposes: readonly ClearingPurpose[];
  /** Area by region. */
  areas: ReadonlyMap<string, string>;
  /** Open blockers by purpose; one without a jurisdiction holds in all. */
  blockers: ReadonlyMap<string, readonly Blocker[]>;
  /** By purpose and region; `closed` of a region stands under the purpose ''. */
  standings: ReadonlyMap<string, ReadonlyMap<string, Standings>>;
  /** People in scope by region; null where unknown. */
  population: ReadonlyMap<string, number> | null;
  /** The campaign's events were deleted: nothing can be proven any more. */
  eventsDeleted: boolean;
};

/** `held` is for how many the basis holds, `cleared` for how many the sharing may go ahead: `held`, or 0 where it is halted. Null: the people in scope are not known. */
export type RegionClearance = { region: string; population: number | null; standings: Standings; held: number | null; cleared: number | null; mustNot: number | null };
export type ClearanceRow = {
  purpose: string; title: string; jurisdiction: string; basis: LawfulBasis | null; appliesWhen: string; ground: ClearanceGround; halts: HaltReason[]; blockers: Blocker[];
  population: number | null; standings: Standings; held: number | null; cleared: number | null; mustNot: number | null; regions: RegionClearance[];
};
export type BasisEntry = { jurisdiction: string; basis: LawfulBasis; legalReference: string; appliesWhen: string };

export const noStandings = (): Standings => Object.fromEntries(purposeStandings.map((standing) => [standing, 0])) as Standings;

/** For whom a basis holds. Another law without its reference holds for nobody. */
export const groundFor = ({ basis, legalReference }: Pick<BasisEntry, 'basis' | 'legalReference'>): ClearanceGround => (basis === 'local_law' && legalReference === '' ? 'nobody' : groundOf[basis]);

/** How many a ground holds for in one region. A delivered text clears nobody, nor does an unproven answer: neither is a standing. */
export function heldBy(ground: ClearanceGround, standings: Standings, population: number | null): number | null {
  switch (ground) {
    case 'consented': return standings.consented;
    case 'terms_accepted': return standings.terms_accepted;
    case 'shown': return standings.shown;
    case 'in_scope': return population === null ? null : Math.max(0, population - standings.closed);
    case 'nobody': return 0;
  }
}

/**
 * For each purpose, jurisdiction and basis: for how many people the sharing may go ahead, on what, and for how many it must not. Nobody where a
 * blocker is open on the purpose there, where no approved version is in force, where no basis is stated, or once events are deleted. Every
 * region lies in one jurisdiction of a purpose, the nearest; ZZ in none, so that nothing is cleared for it. Pure; in order of purpose, then of the register.
 */
export function clearanceOf(facts: ClearanceFacts): ClearanceRow[] {
  const regions = [...new Set([...facts.areas.keys(), ...(facts.population?.keys() ?? []), ...[...facts.standings.values()].flatMap((own) => [...own.keys()])])].filter((region) => region !== 'ZZ').sort();
  return facts.purposes.flatMap((purpose) => rowsOf(purpose, regions, facts));
}

function rowsOf({ key, title, record }: ClearingPurpose, regions: string[], facts: ClearanceFacts): ClearanceRow[] {
  const bases: BasisEntry[] = record?.bases ?? [];
  const names = [...new Set(bases.map(({ jurisdiction }) => jurisdiction))];
  const within = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const region of regions) {
    const name = jurisdictionFor(region, names, facts.areas) ?? facts.areas.get(region) ?? elsewhere;
    within.set(name, [...(within.get(name) ?? []), region]);
  }
  return [...within].flatMap(([jurisdiction, own]) => {
    const stated = bases.filter((basis) => basis.jurisdiction === jurisdiction);
    const blockers = (facts.blockers.get(key) ?? []).filter((blocker) => blocker.jurisdiction === null || blocker.jurisdiction === jurisdiction);
    const rows = stated.length > 0 ? stated : [null];
    return rows.map((basis) => {
      const ground = basis === null ? 'nobody' : groundFor(basis);
      const halts: HaltReason[] = [...(record === null ? ['not_in_force' as const] : ground === 'nobody' ? ['no_basis' as const] : []), ...(blockers.length > 0 ? ['blocked' as const] : []), ...(facts.eventsDeleted ? ['events_deleted' as const] : [])];
      const cells = own.map((region) => regionOf(region, key, ground, halts.length > 0, facts));
      return { purpose: key, title, jurisdiction, basis: basis?.basis ?? null, appliesWhen: basis?.appliesWhen ?? '', ground, halts, blockers, regions: cells, ...sumOf(cells) };
    });
  });
}

function regionOf(region: string, purpose: string, ground: ClearanceGround, halted: boolean, { standings, population, eventsDeleted }: ClearanceFacts): RegionClearance {
  const own = { ...(standings.get(purpose)?.get(region) ?? noStandings()), closed: standings.get('')?.get(region)?.closed ?? 0 };
  const people = population === null ? null : (population.get(region) ?? 0);
  const held = eventsDeleted ? 0 : heldBy(ground, own, people);
  const cleared = halted ? 0 : held;
  return { region, population: people, standings: own, held, cleared, mustNot: people === null || cleared === null ? null : Math.max(0, people - cleared) };
}

function sumOf(cells: RegionClearance[]): Pick<ClearanceRow, 'population' | 'standings' | 'held' | 'cleared' | 'mustNot'> {
  const sum = (of: (cell: RegionClearance) => number | null) => cells.reduce<number | null>((total, cell) => (total === null ? null : (of(cell) === null ? null : total + (of(cell) ?? 0))), 0);
  const standings = noStandings();
  for (const cell of cells) for (const name of purposeStandings) standings[name] += cell.standings[name];
  return { population: sum(({ population }) => population), standings, held: sum(({ held }) => held), cleared: sum(({ cleared }) => cleared), mustNot: sum(({ mustNot }) => mustNot) };
}
