import Link from 'next/link';
import { type TableSearch, tableQuery } from '@/app/(console)/purposes/table/search-params';
import { Facts, Section } from '@/components/ui/page';
import { Pages } from '@/components/ui/pages';
import { PlainTable } from '@/components/ui/plain-table';
import { type TransparencyCell, type TransparencyTable, transparencyColumns } from '@/domain/purposes/transparency';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

type Props = { table: TransparencyTable; search: TableSearch; words: Words; format: Formatter };

/** So many rows are shown at a time; the files hold all. */
const size = 50;

/** The table with parties above, rights below, holes marked; long ones page by page. */
export function TableSection({ table, search, words, format }: Props) {
  const { transparency: t, shell } = words;
  const pages = Math.ceil(table.rows.length / size);
  const page = Math.min(search.page, pages);
  const named = (values: string[]) => (values.length === 0 ? <Hole text={t.notNamed} words={words} /> : values.join('; '));
  const query = new URLSearchParams({ jurisdiction: table.jurisdiction, ...(search.as_of && { as_of: search.as_of }) });
  const downloads = (['html', 'docx'] as const).map((kind) => <a key={kind} className="button" href={`/purposes/table/file?${query.toString()}&format=${kind}`} aria-label={`${t.downloads}: ${t.download[kind]}`}>{t.download[kind]}</a>);
  return (
    <Section id="table" title={t.caption(placeName(table.jurisdiction, words.law.places))} actions={downloads}>
      <p className="mb-3 font-semibold">{t.holesFound(format.count(table.holes))}</p>
      <Facts facts={[{ term: t.controller, description: named(table.controllers) }, { term: t.representative, description: named(table.representatives) }, { term: t.officer, description: named(table.officers) }]} />
      <div className="mt-4">
        <PlainTable
          caption={t.caption(placeName(table.jurisdiction, words.law.places))}
          columns={transparencyColumns.map((id) => ({ id, label: t.columns[id], long: true }))}
          rows={table.rows.slice((page - 1) * size, page * size).map(({ key, cells }, n) => ({ id: `${key}${n}`, cells: Object.fromEntries(transparencyColumns.map((id) => [id, <Cell key={id} cell={cells[id]} link={id === 'why' ? key : null} words={words} />])) }))}
        />
      </div>
      {pages > 1 && (
        <div className="mt-3 flex flex-wrap items-center justify-between gap-3 text-sm">
          <output>{shell.table.results(format.count(table.rows.length))}</output>
          <Pages labels={{ ...shell.table, page: shell.table.page(format.count(page), format.count(pages)) }} page={page} pages={pages} href={(to) => tableQuery({ ...search, page: to }) || '?'} />
        </div>
      )}
      <h3 className="mt-4">{t.rights}</h3>
      <p>{table.rights.length === 0 ? <Hole text={t.notNamed} words={words} /> : table.rights.join(', ')}</p>
      <p>{t.complaint}</p>
    </Section>
  );
}

const Hole = ({ text, words }: { text: string; words: Words }) => <span className="inline-block rounded border-2 border-dashed border-danger px-1 text-sm break-words"><strong>{words.transparency.hole}:</strong> {text}</span>;

function Cell({ cell, link, words }: { cell: TransparencyCell; link: string | null; words: Words }) {
  if (cell.lines.length === 0 && cell.hole === null) return <span>–</span>;
  return (
    <span className="grid min-w-20 gap-1 break-words text-sm">
      {cell.lines.map((line, n) => <span key={line}>{link && n === 0 ? <Link href={`/purposes/${link}`}>{line}</Link> : line}</span>)}
      {cell.hole && <Hole text={cell.hole} words={words} />}
    </span>
  );
}
