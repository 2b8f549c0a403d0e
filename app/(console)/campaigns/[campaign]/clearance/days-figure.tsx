import { type BurnUpInput, burnUp } from '@/charts/burn-up';
import { BurnUpChart, type BurnUpLabels } from '@/components/ui/burn-up-chart';
import { DayTable } from '@/components/ui/day-table';
import { Section } from '@/components/ui/page';
import type { ClearanceRow } from '@/domain/clearance/clear';
import type { ClearanceDay } from '@/domain/clearance/queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

type Props = { row: ClearanceRow; days: ClearanceDay[]; words: Words; format: Formatter };

/** For how many a basis held at the end of each day, against the people in scope; the same as a table. */
export function DaysFigure({ row, days, words, format }: Props) {
  const { clearance, uptake } = words;
  const title = clearance.days(row.title, placeName(row.jurisdiction, words.law.places));
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  const description = clearance.daysCaption(format.count(days.at(-1)?.held ?? null), format.date(first), format.date(last));
  const input = { days: days.map(({ day, held }) => ({ date: day, accepted: held, seen: null })), population: row.population, target: null, marks: [] } satisfies Partial<BurnUpInput>;
  const labels: BurnUpLabels = { title, description, accepted: clearance.daysHeld, seen: '', target: '', population: uptake.burnUp.population, number: format.count, date: format.shortDate };
  return (
    <Section id="days" title={title}>
      <figure>
        <BurnUpChart className="hidden sm:block" labels={labels} chart={burnUp({ ...input, width: 1180, height: 320, right: 190 })} />
        <BurnUpChart className="sm:hidden" labels={labels} chart={burnUp({ ...input, width: 380, height: 280, right: 110 })} />
        <figcaption className="mt-2 text-sm text-muted">{description}</figcaption>
        <details className="no-print mt-2">
          <summary className="button">{clearance.daysTable}</summary>
          <DayTable
            label={clearance.daysTable}
            caption={description}
            columns={[clearance.day, clearance.daysHeld]}
            rows={days.toReversed().map(({ day, held }) => ({ day, cells: [format.date(day), format.count(held)] }))}
          />
        </details>
      </figure>
    </Section>
  );
}
