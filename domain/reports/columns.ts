import type { ReportColumn, ReportTable } from '@/domain/reports/document';
import type { Words } from '@/domain/words/catalogue';

type ColumnName = keyof Words['reports']['columns'];

/** Columns of a table with their words, in the order given. */
export function columns(words: Words, list: readonly (readonly [id: ColumnName, type: ReportColumn['type']])[]): ReportColumn[] {
  return list.map(([id, type]) => ({ id, type, ...words.reports.columns[id] }));
}

export const table = (id: string, title: string, heads: ReportColumn[], rows: ReportTable['rows'], note: string | null = null): ReportTable => ({ id, title, columns: heads, rows, note });
