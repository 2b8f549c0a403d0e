import type { Formatter } from '@/domain/words/format';
import type { Words } from '@/domain/words/catalogue';
import type { UptakeView } from '@/domain/uptake/view';
import { placeName } from '@/domain/words/place-name';

/** Every deadline that was in force, none overwritten, with who had accepted by then and who came late. */
export function DeadlineTable({ view, words, format }: { view: UptakeView; words: Words; format: Formatter }) {
  const { deadlines, suppressed } = words.uptake;
  const { zone, joinerDays } = view.campaign;
  const number = (n: number | null, hidden: boolean) => (n === null && hidden ? suppressed : format.count(n));
  return (
    <>
      <table className="data-table stack-table">
        <caption className="sr-only">{deadlines.title}</caption>
        <thead>
          <tr>
            <th scope="col">{deadlines.at}</th><th scope="col">{deadlines.area}</th><th scope="col">{deadlines.since}</th><th scope="col">{deadlines.reason}</th>
            <th scope="col" className="number">{deadlines.by}</th><th scope="col" className="number">{deadlines.late}</th>
          </tr>
        </thead>
        <tbody>
          {view.deadlines.map(({ entry, acceptedBy, acceptedLate, suppressed: hidden }) => (
            <tr key={entry.id}>
              <td data-label={deadlines.at}>{format.endInstant(entry.at, zone)}</td>
              <td data-label={deadlines.area}>{entry.area === null ? deadlines.everywhere : placeName(entry.area, words.law.places)}</td>
              <td data-label={deadlines.since}>{format.instant(entry.since, zone)}</td>
              <td data-label={deadlines.reason}>{entry.reason}</td>
              <td data-label={deadlines.by} className="number">{number(acceptedBy, hidden)}</td>
              <td data-label={deadlines.late} className="number">{number(acceptedLate, hidden)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {joinerDays !== null && <p className="mt-3 text-sm text-muted">{deadlines.joiners(joinerDays, format.count(joinerDays))}</p>}
    </>
  );
}
