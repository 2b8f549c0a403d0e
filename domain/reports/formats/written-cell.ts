import type { ReportColumn, ReportSection, ReportTable } from '@/domain/reports/document';
import type { TypedCell } from './cell';

/** A wider table cannot be read across a page: each of its rows is printed as a list of label and value. */
export const mostPrintedColumns = 16;

/** How a cell is printed in a language, numbers and shares in its form, instants in UTC to the minute; `true` for one that was withheld. */
export function cellWriter(language: string): (cell: TypedCell, type: ReportColumn['type'] | undefined) => string | true {
  const integer = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const rate = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (cell, type) => {
    if (cell.kind === 'none') return '–';
    if (cell.kind === 'suppressed') return true;
    if (cell.kind === 'number') return (type === 'rate' ? rate : integer).format(cell.number);
    return cell.kind === 'instant' ? `${cell.text.slice(0, 10)} ${cell.text.slice(11, 16)}` : cell.text;
  };
}

/** The heading of a column as it is printed: instants are in UTC. */
export const printedLabel = ({ label, type }: Pick<ReportColumn, 'label' | 'type'>): string => (type === 'instant' ? `${label} (UTC)` : label);

/** Whether the heading of the section names its one table already: as `Events` over `Events`, or `Annex: all findings` over `All findings`. */
export function saysTheSame({ heading, tables, charts }: ReportSection, { title }: ReportTable): boolean {
  return tables.length === 1 && charts.length === 0 && heading.toLowerCase().endsWith(title.toLowerCase());
}

/** The names of rows printed as lists: their first two cells, numbered where several are alike. */
export function recordNames(rows: readonly string[][]): string[] {
  const names = rows.map(([first = '', second = '']) => `${first}, ${second}`);
  const all = new Map<string, number>();
  for (const name of names) all.set(name, (all.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return names.map((name) => {
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return all.get(name) === 1 ? name : `${name} (${seen.get(name)}/${all.get(name)})`;
  });
}
