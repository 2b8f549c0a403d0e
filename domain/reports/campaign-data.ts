import type { LegalNature } from '@/domain/notices/vocabulary';
import type { Cell, DayCounts, Group, UptakeView } from '@/domain/uptake/view';
import type { Counts, Rates } from '@/domain/uptake/rates';
import { type CountName, type RateName, states } from '@/domain/uptake/vocabulary';
import type { MarkKind } from '@/charts/burn-up';
import type { Language } from '@/domain/words/vocabulary';

/** Which databases of the world's clocks the days and the written instants come from. */
export type Clocks = { database: string; program: string };

export type CellData = { population: number | null; counts: Counts; rates: Rates; suppressed: boolean; withheld: (CountName | RateName | 'population')[] };
export type GroupData = CellData & { key: { region?: string; platform?: string } };
export type DayData = { date: string; counts: Counts; suppressed: boolean; withheld: CountName[] };
export type Fraction = { numerator: number | null; denominator: number | null; withheld: boolean };

/** Everything a campaign report is built from, as plain JSON in the form of contract section 5: its canonical digest is that of the inputs. */
export type CampaignData = CellData & {
  type: 'campaign_uptake';
  language: Language;
  campaign: string;
  title: string;
  zone: string;
  illustrative: boolean;
  mandatory: boolean;
  target: number | null;
  joiner_days: number | null;
  announced_at: string;
  as_of: string;
  known_at: string;
  exact: boolean;
  small_cell: number | null;
  filters: { [dimension: string]: string };
  deadlines: { area: string | null; at: string; since: string; reason: string; in_force: boolean; accepted_by: number | null; accepted_late: number | null; suppressed: boolean }[];
  groups: { region: GroupData[]; platform: GroupData[]; region_platform: GroupData[] };
  series: DayData[];
  population_rows: { definition: string; source: string; as_of: string }[];
  notices: { id: string; legal_nature: LegalNature; area: string | null; locale: string; published_at: string; sha256: string }[];
  /** Which legal natures are counted, and the regions of each area: what it takes to judge an event. */
  counts_on: LegalNature[];
  areas: { [area: string]: string[] };
  /** The numbers of the batches whose events stood as known then, so that whoever holds all of these can recount; null where small cells are withheld. */
  batches: number[] | null;
  marks: { date: string; kind: MarkKind; label: string }[];
  clocks: Clocks;
};

export const cellData = (cell: Cell): CellData => ({ population: cell.population, counts: cell.counts, rates: cell.rates, suppressed: cell.suppressed.length > 0, withheld: cell.suppressed });

export const groupData = (group: Group): GroupData => ({
  key: { ...(group.key.region === undefined ? {} : { region: group.key.region }), ...(group.key.platform === undefined ? {} : { platform: group.key.platform }) },
  ...cellData(group),
});

export const dayData = (day: DayCounts): DayData => ({ date: day.date, counts: day.counts, suppressed: day.suppressed.length > 0, withheld: day.suppressed });

export const deadlineData = (view: UptakeView): CampaignData['deadlines'] =>
  view.deadlines.map(({ entry, acceptedBy, acceptedLate, suppressed }) => ({
    area: entry.area, at: entry.at.toISOString(), since: entry.since.toISOString(), reason: entry.reason,
    in_force: entry.id === view.deadline?.id || isLastOfItsArea(view, entry), accepted_by: acceptedBy, accepted_late: acceptedLate, suppressed,
  }));

function isLastOfItsArea({ deadlines }: UptakeView, entry: { id: string; area: string | null }): boolean {
  return deadlines.findLast((other) => other.entry.area === entry.area)?.entry.id === entry.id;
}

/**
 * A rate's numerator and denominator from what is shown of a cell: nothing withheld goes into them. How many opened is told by its
 * rate, except where nobody accepted yet; then it stays open.
 */
export function fractionOf({ counts, population, rates, withheld }: CellData, rate: RateName): Fraction {
  const sum = (names: readonly CountName[]) => names.reduce<number | null>((total, name) => (total === null || counts[name] === null ? null : total + (counts[name] ?? 0)), 0);
  const opened = rates.of_opened !== null && rates.of_opened > 0 && counts.accepted !== null ? Math.round(counts.accepted / rates.of_opened) : null;
  const denominator = { of_due: population, of_reached: sum(states), of_opened: opened, of_decided: sum(['accepted', 'declined', 'withdrawn', 'objected']) }[rate];
  return { numerator: counts.accepted, denominator, withheld: withheld.includes(rate) };
}

/** Everybody shown the notice or who gave an answer; null when one of the counts is withheld. */
export function seenOf(counts: Counts): number | null {
  const seen = ['accepted', 'declined', 'withdrawn', 'objected', 'dismissed', 'deferred', 'displayed'] as const;
  return seen.reduce<number | null>((total, name) => (total === null || counts[name] === null ? null : total + (counts[name] ?? 0)), 0);
}
