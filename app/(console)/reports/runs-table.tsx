import Link from 'next/link';
import type { Formatter } from '@/domain/words/format';
import type { Words } from '@/domain/words/catalogue';
import type { ReportRunRow } from '@/domain/reports/queries';
import type { Standing } from '@/domain/reports/sign-off';

/** The runs, newest first, 25 a page. */
export function RunsTable({ rows, standings, total, page, words, format }: { rows: ReportRunRow[]; standings: Map<number, Standing>; total: number; page: number; words: Words; format: Formatter }) {
  const { columns, register } = words.runs;
  const pages = Math.ceil(total / 25);
  const headers = [columns.number, columns.type, columns.scope, columns.asOf, columns.status, words.signOff.column, columns.requested, columns.by];
  return (
    <>
      <table className="data-table stack-table">
        <caption className="sr-only">{words.runs.list}</caption>
        <thead><tr>{headers.map((header) => <th key={header} scope="col">{header}</th>)}</tr></thead>
        <tbody>
          {rows.map((run) => (
            <tr key={run.number}>
              <td data-label={columns.number}><Link className="tap inline-flex items-center" href={`/reports/${run.number}`}>{words.runs.run(format.count(run.number))}</Link></td>
              <td data-label={columns.type}>{words.reports.types[run.type]}</td>
              <td data-label={columns.scope}>{run.campaign ?? register}{run.illustrative && <> <span className="tag bg-notice text-on-notice">{words.shell.illustrativeShort}</span></>}</td>
              <td data-label={columns.asOf}>{format.instant(run.asOf, 'UTC')}</td>
              <td data-label={columns.status}><span className="tag">{words.reports.statuses[run.status]}</span></td>
              <td data-label={words.signOff.column}>{run.status === 'ready' && words.signOff.standings[standings.get(run.number) ?? 'unsigned']}</td>
              <td data-label={columns.requested}>{format.instant(run.requestedAt, 'UTC')}</td>
              <td data-label={columns.by}>{run.requestedByName}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <nav aria-label={words.shell.table.pagination} className="mt-3 flex items-center gap-3 text-sm">
          {page > 1 && <Link className="button" href={`?page=${page - 1}`}>{words.shell.table.previous}</Link>}
          <span>{words.shell.table.page(format.count(page), format.count(pages))}</span>
          {page < pages && <Link className="button" href={`?page=${page + 1}`}>{words.shell.table.next}</Link>}
        </nav>
      )}
    </>
  );
}
