'use client';

type Props = { label: string; caption: string; columns: string[]; /** What stands in each column, the day first. */ rows: { day: string; cells: string[] }[] };

/** What a drawing shows, day by day in a box that scrolls. Made on the browser's side, so that a year is sent as data once. */
export function DayTable({ label, caption, columns, rows }: Props) {
  return (
    <section className="mt-2 max-h-96 overflow-auto" tabIndex={0} aria-label={label}>
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{columns.map((column, i) => <th key={column} scope="col" className={i > 0 ? 'number whitespace-normal' : ''}>{column}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(({ day, cells: [name, ...numbers] }) => (
            <tr key={day}>
              <th scope="row" className="whitespace-nowrap">{name}</th>
              {numbers.map((number, i) => <td key={columns[i + 1]} className="number">{number}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
