import { type BurnUpInput, burnUp } from '@/charts/burn-up';
import { BurnUpChart, type BurnUpLabels } from '@/components/ui/burn-up-chart';
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
          <section className="mt-2 max-h-96 overflow-auto" tabIndex={0} aria-label={clearance.daysTable}>
            <table className="data-table">
              <caption className="sr-only">{description}</caption>
              <thead><tr><th scope="col">{clearance.day}</th><th scope="col" className="number">{clearance.daysHeld}</th></tr></thead>
              <tbody>{days.toReversed().map(({ day, held }) => <tr key={day}><th scope="row">{format.date(day)}</th><td className="number">{format.count(held)}</td></tr>)}</tbody>
            </table>
          </section>
        </details>
      </figure>
    </Section>
  );
}
