import type { ReportColumn } from '@/domain/reports/document';
import { type Layout, type PrintedColumn, columnWidths } from './column-widths';
import { breakable, drawable } from './pdf-text';
import { printedLabel } from './written-cell';

export type PdfLayout = Layout<PrintedColumn & { label: string }>;

/** Headings and widths of a table, the headings as the PDF can draw them. `rows` are the cells as printed, `true` for a withheld one. */
export function pdfColumns(columns: ReportColumn[], rows: (string | true)[][], withheld: string): PdfLayout {
  const layout = columnWidths(columns, rows, withheld);
  return { ...layout, columns: layout.columns.map((column, at) => ({ label: breakable(drawable(printedLabel(columns[at] ?? { label: '', type: 'text' }))), ...column })) };
}
