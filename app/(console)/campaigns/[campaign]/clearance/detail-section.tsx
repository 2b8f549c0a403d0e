import { DaysFigure } from '@/app/(console)/campaigns/[campaign]/clearance/days-figure';
import { clearedText } from '@/app/(console)/campaigns/[campaign]/clearance/why';
import { Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { ClearanceRow, RegionClearance } from '@/domain/clearance/clear';
import type { ClearanceDay } from '@/domain/clearance/queries';
import { purposeStandings } from '@/domain/uptake/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

/** Regions of an area in which nobody is in scope and nobody stands anywhere are left out. */
const hasPeople = ({ population, standings }: RegionClearance) => (population ?? 0) > 0 || purposeStandings.some((standing) => standings[standing] !== 0);

type Props = { row: ClearanceRow; days: ClearanceDay[]; words: Words; format: Formatter };

/** One sharing opened: where people stand per region, and for how many its basis held day by day. */
export function DetailSection({ row, days, words, format }: Props) {
  const { clearance } = words;
  const title = clearance.regions(row.title, placeName(row.jurisdiction, words.law.places));
  const counted = purposeStandings.filter((standing) => row.regions.some(({ standings }) => standings[standing] !== 0));
  return (
    <>
      <Section id="regions" title={title}>
        <PlainTable
          caption={title}
          columns={[{ id: 'region', label: clearance.region }, { id: 'cleared', label: clearance.columns.cleared, number: true }, { id: 'mustNot', label: clearance.columns.mustNot, number: true }, ...counted.map((id) => ({ id, label: clearance.standings[id], number: true }))]}
          rows={row.regions.filter(hasPeople).map((region) => ({
            id: region.region,
            cells: { region: `${region.region} ${format.region(region.region)}`, cleared: clearedText(region, true, words, format), mustNot: format.count(region.mustNot), ...Object.fromEntries(counted.map((id) => [id, format.count(region.standings[id])])) },
          }))}
        />
      </Section>
      {days.length > 0 && <DaysFigure row={row} days={days} words={words} format={format} />}
    </>
  );
}
