import { type ReportColumn, type ReportDocument, type ReportTable, type RowStream, rowCount } from '@/domain/reports/document';
import { tablesOf, type TypedCell, typedRow } from './cell';
import { sheetNames } from './xlsx-names';
import type { Sheet, SheetCell } from './xlsx-sheet';

/** The words the workbook needs beyond those of the document, in the document's language. */
export type XlsxLabels = {
  /** Name of the first and of the last sheet. */
  about: string;
  dictionary: string;
  /** Column headings of the data dictionary and of the list of sheets. */
  sheet: string;
  column: string;
  label: string;
  description: string;
  type: string;
  note: string;
  /** What each column type is called in the data dictionary. */
  types: Record<ReportColumn['type'], string>;
  /** Stands behind the label of a column of instants, e.g. `UTC`. */
  utc: string;
  /** Stands in a cell that was withheld. */
  suppressed: string;
};

const mostRows = 1_048_576;
const millisecondsPerDay = 86_400_000;
const serialZero = Date.UTC(1899, 11, 30);
/** Before this day Excel's calendar is wrong by one (it has a 29 February 1900). */
const firstSafe = '1900-03-01';

/**
 * All worksheets of a report: what it is about, one for each table (more when a table has more rows than a sheet can
 * hold), the data dictionary. Throws `ReportShapeError` on ids that are not as promised.
 */
export function sheetsOf(document: ReportDocument, labels: XlsxLabels, rowLimit: number = mostRows): Sheet[] {
  const room = rowLimit - (document.illustrative === null ? 1 : 2);
  const parts = tablesOf(document).flatMap((table) => split(table, room));
  const names = sheetNames([labels.about, ...parts.map((part) => part.title), labels.dictionary]);
  const named = parts.map((part, at) => ({ table: part, name: names[at + 1] ?? part.id }));
  const shared = { notice: document.illustrative, footer: document.title };
  const tables = named.map(({ table, name }) => ({ ...shared, name, ...tableSheet(table, labels) }));
  const about = listSheet(aboutRows(document, labels, named), [34, 60, 60]);
  const dictionary = listSheet(dictionaryRows(named, labels), [32, 28, 32, 70, 24]);
  const heads = [labels.sheet, labels.column, labels.label, labels.description, labels.type].map((text): SheetCell => ({ text, look: 'header' }));
  return [
    { ...shared, name: names[0] ?? labels.about, header: null, ...about },
    ...tables,
    { ...shared, name: names.at(-1) ?? labels.dictionary, header: heads, ...dictionary },
  ];
}

function split(table: ReportTable, room: number): ReportTable[] {
  const all = rowCount(table);
  if (all <= room) return [table];
  const { stream } = table;
  return Array.from({ length: Math.ceil(all / room) }, (_, at) => {
    const [from, to] = [at * room, Math.min((at + 1) * room, all)];
    return stream ? { ...table, stream: { ...stream, count: to - from, rows: () => between(stream, from, to) } } : { ...table, rows: table.rows.slice(from, to) };
  });
}

/** The rows of a stream from one place up to another. */
async function* between(stream: RowStream, from: number, to: number): AsyncGenerator<ReportTable['rows']> {
  let at = 0;
  for await (const batch of stream.rows()) {
    const rows = batch.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (rows.length > 0) yield rows;
    at += batch.length;
    if (at >= to) return;
  }
}

function tableSheet(table: ReportTable, labels: XlsxLabels): Pick<Sheet, 'header' | 'widths' | 'rows' | 'rowCount'> {
  const heads = table.columns.map((column) => (column.type === 'instant' ? `${column.label} (${labels.utc})` : column.label));
  return {
    header: heads.map((text, at) => ({ text, look: isNumber(table.columns[at]) ? 'headerRight' : 'header' })),
    widths: table.columns.map((column, at) => width(table, column, at, heads[at] ?? '')),
    rowCount: rowCount(table),
    rows: () => sheetRows(table, labels),
  };
}

const rowsAtOnce = 500;

async function* sheetRows(table: ReportTable, labels: XlsxLabels): AsyncGenerator<SheetCell[][]> {
  const cells = (rows: ReportTable['rows']) => rows.map((row) => typedRow(table, row).map((cell, at) => sheetCell(cell, table.columns[at], labels, table.stream !== undefined)));
  if (table.stream) for await (const rows of table.stream.rows()) yield cells(rows);
  else for (let from = 0; from < table.rows.length; from += rowsAtOnce) yield cells(table.rows.slice(from, from + rowsAtOnce));
}

function isNumber(column: ReportColumn | undefined): boolean {
  return column?.type === 'integer' || column?.type === 'rate';
}

/** Texts of rows too many to look at one by one stay on one line. */
function sheetCell(cell: TypedCell, column: ReportColumn | undefined, labels: XlsxLabels, isStreamed: boolean): SheetCell {
  switch (cell.kind) {
    case 'none':
      return null;
    case 'suppressed':
      return { text: labels.suppressed, look: 'withheld' };
    case 'number':
      return { number: cell.number, look: column?.type === 'rate' ? 'rate' : 'integer' };
    case 'text':
      return { text: cell.text, look: isStreamed ? 'plain' : 'normal' };
    case 'date':
    case 'instant':
      if (cell.text < firstSafe) return { text: cell.text, look: 'normal' };
      return { number: serial(cell.text), look: cell.kind };
  }
}

/** Days since Excel's day 0, in UTC. An instant is kept to the millisecond; JSON and CSV hold all its digits. */
function serial(text: string): number {
  return (Date.parse(text) - serialZero) / millisecondsPerDay;
}

function width(table: ReportTable, column: ReportColumn, at: number, head: string): number {
  const fixed = { integer: 11, rate: 10, date: 12, instant: 20, text: 10 }[column.type];
  let longest = Math.max(fixed, Math.min(head.length + 4, column.type === 'text' ? 30 : 22));
  if (column.type === 'text' && table.stream) return 24;
  if (column.type === 'text') {
    for (const row of table.rows.slice(0, 500)) {
      const cell = row[at];
      if (typeof cell === 'string') longest = Math.max(longest, cell.length + 2);
    }
  }
  return Math.min(longest, 60);
}

function listSheet(rows: SheetCell[][], widths: number[]): Pick<Sheet, 'rows' | 'rowCount' | 'widths'> {
  return { rows: () => [rows], rowCount: rows.length, widths };
}

function normal(text: string): SheetCell {
  return { text, look: 'normal' };
}

function strong(text: string): SheetCell {
  return { text, look: 'strong' };
}

function aboutRows(document: ReportDocument, labels: XlsxLabels, named: { table: ReportTable; name: string }[]): SheetCell[][] {
  const pairs = (list: { label: string; value: string }[]): SheetCell[][] => list.map(({ label, value }) => [normal(label), normal(value)]);
  return [
    [{ text: document.title, look: 'title' }],
    [{ text: document.subtitle, look: 'plain' }],
    [],
    [strong(document.provenanceTitle)],
    ...pairs(document.provenance),
    [],
    [strong(labels.sheet), strong(labels.description), strong(labels.note)],
    ...named.map(({ table, name }) => [normal(name), normal(table.title), table.note === null ? null : normal(table.note)]),
    ...document.sections.flatMap((section): SheetCell[][] => [
      [],
      [strong(section.heading)],
      ...section.paragraphs.map((text): SheetCell[] => [null, normal(text)]),
      ...pairs(section.facts),
    ]),
  ];
}

function dictionaryRows(named: { table: ReportTable; name: string }[], labels: XlsxLabels): SheetCell[][] {
  return named.flatMap(({ table, name }) =>
    table.columns.map((column) => [normal(name), normal(column.id), normal(column.label), normal(column.description), normal(labels.types[column.type])]),
  );
}
