import { stringify } from 'csv-stringify/sync';
import type { ReportDocument, ReportFile, ReportTable, RowStream } from '@/domain/reports/document';
import { tablesOf, typedRows, type TypedCell } from './cell';
import { encoded } from './chunks';
import { defuse } from './formula';

const rowsAtOnce = 500;
const byteOrderMark = '\uFEFF';
/** A value that is not a string to csv-stringify, so that it stands unquoted and cannot be mistaken for a text. */
const withheld = { word: 'suppressed' };

type Field = string | number | null | typeof withheld;

/**
 * One `<table id>.csv` for each table: RFC 4180 (CRLF, doubled quotes) in UTF-8 with a byte order mark; the first line
 * is always the column ids. Texts are quoted and defused (`formula.ts`), numbers, dates and instants are written as in
 * the JSON. `null` is an empty field, an empty text `""`; a withheld cell is the bare word `suppressed`. In an
 * illustrative report every row ends in a column `illustrative` with `yes`. Reading the chunks throws
 * `ReportShapeError` when a cell is not of its column's type.
 */
export function toCsv(document: ReportDocument): ReportFile[] {
  const illustrative = document.illustrative !== null;
  return tablesOf(document).map((table) => ({
    name: csvName(table),
    mediaType: 'text/csv; charset=utf-8; header=present',
    chunks: table.stream === undefined ? encoded(() => records(table, illustrative)) : { [Symbol.asyncIterator]: () => streamed(table, table.stream, illustrative) },
  }));
}

async function* streamed(table: ReportTable, stream: RowStream | undefined, illustrative: boolean): AsyncGenerator<Uint8Array> {
  yield Buffer.from([...records(table, illustrative)].join(''), 'utf8');
  if (stream) yield* stream.csv(illustrative);
}

/** The name of the file that holds every row of this table. */
export function csvName(table: ReportTable): string {
  return `${table.id}.csv`;
}

function* records(table: ReportTable, illustrative: boolean): Generator<string> {
  const label = illustrative ? ['illustrative'] : [];
  yield byteOrderMark + stringify([[...table.columns.map((column) => defuse(column.id)), ...label]], { record_delimiter: '\r\n' });
  const mark = illustrative ? ['yes'] : [];
  let batch: Field[][] = [];
  for (const row of typedRows(table)) {
    batch.push([...row.map(field), ...mark]);
    if (batch.length === rowsAtOnce) {
      yield written(batch);
      batch = [];
    }
  }
  if (batch.length > 0) yield written(batch);
}

function written(batch: Field[][]): string {
  return stringify(batch, {
    record_delimiter: '\r\n',
    quoted_string: true,
    cast: { object: () => withheld.word, number: String },
  });
}

function field(cell: TypedCell): Field {
  if (cell.kind === 'none') return null;
  if (cell.kind === 'suppressed') return withheld;
  if (cell.kind === 'number') return cell.number;
  return cell.kind === 'text' ? defuse(cell.text) : cell.text;
}
