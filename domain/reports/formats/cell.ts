import type { ReportCell, ReportColumn, ReportDocument, ReportTable } from '@/domain/reports/document';

/** A cell with its meaning settled, so that no format has to guess and no two formats can guess differently. */
export type TypedCell =
  | { kind: 'none' }
  | { kind: 'suppressed' }
  | { kind: 'text'; text: string }
  | { kind: 'number'; number: number }
  | { kind: 'date'; text: string }
  | { kind: 'instant'; text: string };

/** A document that breaks its own promises (`domain/reports/document.ts`): a defect of the report, never of the reader's input. */
export class ReportShapeError extends Error {
  override name = 'ReportShapeError';
}

const reserved = 'illustrative';
const identifier = /^[a-z0-9][a-z0-9_-]*$/;
const calendarDate = /^\d{4}-\d{2}-\d{2}$/;
const utcInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** What a cell says under its column. Throws `ReportShapeError` when the value is not of the column's type. */
export function readCell(column: ReportColumn, cell: ReportCell): TypedCell {
  if (cell === null) return { kind: 'none' };
  if (typeof cell === 'object') return { kind: 'suppressed' };
  if (typeof cell === 'number') {
    const fits = column.type === 'rate' ? Number.isFinite(cell) : column.type === 'integer' && Number.isSafeInteger(cell);
    if (fits) return { kind: 'number', number: Object.is(cell, -0) ? 0 : cell };
  } else if (column.type === 'text') {
    return { kind: 'text', text: cell };
  } else if (column.type === 'date' && calendarDate.test(cell) && isOnCalendar(cell)) {
    return { kind: 'date', text: cell };
  } else if (column.type === 'instant' && utcInstant.test(cell) && isOnCalendar(cell)) {
    return { kind: 'instant', text: cell };
  }
  throw new ReportShapeError(`Column ${column.id} is of type ${column.type} and cannot hold ${JSON.stringify(cell)}`);
}

/** Refuses what `Date.parse` would move to another day, e.g. 31 February. */
function isOnCalendar(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 19));
}

/** The rows of a table as typed cells, one row at a time. Throws `ReportShapeError` on a row of the wrong length. */
export function* typedRows(table: ReportTable): Generator<TypedCell[]> {
  for (const row of table.rows) yield typedRow(table, row);
}

/** One row of a table as typed cells. Throws `ReportShapeError` on a row of the wrong length. */
export function typedRow({ id, columns }: Pick<ReportTable, 'id' | 'columns'>, row: ReportCell[]): TypedCell[] {
  if (row.length !== columns.length) throw new ReportShapeError(`A row of table ${id} has ${row.length} cells for ${columns.length} columns`);
  return columns.map((column, index) => readCell(column, row[index] ?? null));
}

/**
 * Every table of a document, in order. Throws `ReportShapeError` when an id is not plain lower-case ASCII or occurs
 * twice: ids become file names, so that is checked before the first byte is written.
 */
export function tablesOf(document: ReportDocument): ReportTable[] {
  const tables = document.sections.flatMap((section) => section.tables);
  const seen = new Set<string>();
  for (const table of tables) {
    if (!identifier.test(table.id)) throw new ReportShapeError(`Table id ${JSON.stringify(table.id)} is not lower-case ASCII`);
    if (seen.has(table.id)) throw new ReportShapeError(`Table id ${table.id} occurs twice`);
    seen.add(table.id);
    if (table.columns.length === 0) throw new ReportShapeError(`Table ${table.id} has no columns`);
    const columns = new Set(table.columns.map((column) => column.id));
    if (columns.size !== table.columns.length) throw new ReportShapeError(`Table ${table.id} has two columns of one id`);
    if (columns.has(reserved)) throw new ReportShapeError(`Table ${table.id} may not call a column ${reserved}: the CSV writes it`);
  }
  return tables;
}
