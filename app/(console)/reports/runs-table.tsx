import Link from 'next/link';
import { authorName } from '@/app/(console)/purposes/purpose-history';
import { queryOf } from '@/app/query';
import type { RunsSearch } from '@/app/(console)/reports/search-params';
import type { ListedRun } from '@/domain/reports/queries';
import type { Standing } from '@/domain/reports/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

type Props = { rows: ListedRun[]; standings: Map<number, Standing>; total: number; search: RunsSearch; words: Words; format: Formatter };

/** The runs, newest first, 25 a page. */
export function RunsTable({ rows, standings, total, search, words, format }: Props) {
  const { columns } = words.runs;
  const { table } = words.shell;
  const pages = Math.max(1, Math.ceil(total / 25));
  const pageHref = (page: number) => queryOf({ ...search, page }, { ...emptySearch, page: 1 }) || '?';
  const numbers = new Set([columns.rows, columns.size]);
  const headers = [columns.number, columns.type, columns.scope, columns.asOf, columns.status, columns.rows, columns.size, columns.digest, columns.requested, columns.by];
  return (
    <>
      <div className="-mx-4 overflow-x-auto px-4" tabIndex={0}>
        <table className="data-table stack-table">
          <caption className="sr-only">{words.runs.list}</caption>
          <thead><tr>{headers.map((header) => <th key={header} scope="col" className={numbers.has(header) ? 'number' : ''}>{header}</th>)}</tr></thead>
          <tbody>
            {rows.map((run) => (
              <tr key={run.number}>
                <td data-label={columns.number}><Link className="tap inline-flex items-center whitespace-nowrap" href={`/reports/${run.number}`}>{words.runs.run(format.count(run.number))}</Link></td>
                <td data-label={columns.type}>{words.reports.types[run.type]}</td>
                <td data-label={columns.scope}><span>{scopeOf(run, words)}{run.illustrative && <> <span className="tag bg-notice text-on-notice">{words.shell.illustrativeShort}</span></>}</span></td>
                <td data-label={columns.asOf}>{format.instant(run.asOf, run.zone ?? 'UTC')}</td>
                <td data-label={columns.status}><span><span className="tag">{words.reports.statuses[run.status]}</span> {standingOf(standings.get(run.number), words)}</span></td>
                <td data-label={columns.rows} className="number">{run.rows === null ? '' : format.count(run.rows)}</td>
                <td data-label={columns.size} className="number">{run.size === null ? '' : `${format.count(Math.max(1, Math.round(run.size / 1000)))}\u00a0kB`}</td>
                <td data-label={columns.digest}>{run.inputsSha256 && <code className="text-xs" title={run.inputsSha256}>{run.inputsSha256.slice(0, 12)}</code>}</td>
                <td data-label={columns.requested}>{format.instant(run.requestedAt, 'UTC')}</td>
                <td data-label={columns.by}>{authorName(run.requestedByName, words)}{run.schedule !== null && <> <span className="tag">{words.builder.schedules.mark}</span></>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <nav aria-label={table.pagination} className="mt-3 flex items-center gap-3 text-sm">
          {search.page > 1 && <Link className="button" href={pageHref(search.page - 1)}>{table.previous}</Link>}
          <span>{table.page(format.count(search.page), format.count(pages))}</span>
          {search.page < pages && <Link className="button" href={pageHref(search.page + 1)}>{table.next}</Link>}
        </nav>
      )}
    </>
  );
}

const emptySearch: RunsSearch = { type: undefined, status: undefined, campaign: undefined, page: 1 };

/** What a run is about, in a few words. */
export const scopeOf = ({ campaign, jurisdiction }: Pick<ListedRun, 'campaign' | 'jurisdiction'>, { law, runs }: Words): string => campaign ?? (jurisdiction === null ? runs.register : placeName(jurisdiction, law.places));

/** What was said about a run after it was made; of one that nobody has signed, nothing. */
const standingOf = (standing: Standing | undefined, { signOff }: Words) =>
  standing && standing !== 'unsigned' && <span className={`tag ${standing === 'superseded' || standing === 'withdrawn' ? 'bg-notice text-on-notice' : ''}`}>{signOff.standings[standing]}</span>;
