import Link from 'next/link';
import type { ClearanceSearch } from '@/app/(console)/campaigns/[campaign]/clearance/search-params';
import { Why, basisText, clearedText } from '@/app/(console)/campaigns/[campaign]/clearance/why';
import { Empty, Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import type { ClearanceRow } from '@/domain/clearance/clear';
import type { ClearanceView } from '@/domain/clearance/queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

type Props = { view: ClearanceView; search: ClearanceSearch; words: Words; format: Formatter };

/** The address of a row's regions and days. */
export function detailAddress(campaign: string, { purpose, jurisdiction, basis }: Pick<ClearanceRow, 'purpose' | 'jurisdiction' | 'basis'>, asOf: string | undefined): string {
  const query = new URLSearchParams({ ...(asOf && { as_of: asOf }), purpose, jurisdiction, ...(basis && { basis }) });
  return `/campaigns/${campaign}/clearance?${query}#regions`;
}

/** One row per purpose, jurisdiction and basis: how many of how many, on what, and what stands against it. */
export function SharingsSection({ view, search, words, format }: Props) {
  const { clearance } = words;
  const { columns } = clearance;
  const csv = `/campaigns/${view.campaign.key}/clearance.csv${search.as_of ? `?as_of=${search.as_of}` : ''}`;
  return (
    <Section id="sharings" title={clearance.sharings} actions={view.rows.length > 0 && <a href={csv}>{words.shell.table.csv}</a>} note={<>{clearance.register} {view.exact ? clearance.unknownRegion : clearance.withheld}</>}>
      {view.rows.length === 0 ? <Empty>{clearance.none}</Empty> : (
        <PlainTable
          caption={clearance.sharings}
          columns={[{ id: 'purpose', label: columns.purpose, long: true }, { id: 'jurisdiction', label: columns.jurisdiction }, { id: 'basis', label: columns.basis }, { id: 'cleared', label: columns.cleared, number: true }, { id: 'mustNot', label: columns.mustNot, number: true }, { id: 'why', label: columns.why, long: true }, ...(view.exact ? [{ id: 'open', label: clearance.regionsAndDays, action: true }] : [])]}
          rows={view.rows.map((row, i) => ({ id: String(i), cells: cellsOf(row, view, search, words, format) }))}
        />
      )}
    </Section>
  );
}

const cellsOf = (row: ClearanceRow, view: ClearanceView, search: ClearanceSearch, words: Words, format: Formatter) => ({
  purpose: <><Link href={`/purposes/${encodeURIComponent(row.purpose)}`}>{row.title}</Link> {row.title !== row.purpose && <span className="inline-block text-sm text-muted">{row.purpose}</span>}</>,
  jurisdiction: placeName(row.jurisdiction, words.law.places),
  basis: basisText(row, words),
  cleared: <span className={row.halts.length > 0 ? 'text-danger' : ''}>{clearedText(row, view.exact, words, format)}</span>,
  mustNot: view.exact ? format.count(row.mustNot) : words.uptake.suppressed,
  why: <Why row={row} words={words} format={format} />,
  open: <Link className="whitespace-nowrap" href={detailAddress(view.campaign.key, row, search.as_of)} aria-label={words.clearance.details(row.title, placeName(row.jurisdiction, words.law.places))}>{words.clearance.regionsAndDays}</Link>,
});
