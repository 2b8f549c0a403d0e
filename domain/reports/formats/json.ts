import { type JsonValue, type ReportDocument, type ReportFile, type ReportSection, type ReportTable, rowCount } from '@/domain/reports/document';
import { ReportShapeError, tablesOf, typedRows, type TypedCell } from './cell';
import { encoded } from './chunks';
import { csvName } from './csv';

/** Names this file format; a later one gets another number. */
export const format = 'noticeboard-report/1';

/** An object or a list whose members are made only when they are written, so that a long table is never held twice. */
type Lazy = JsonValue | { lazyRows: () => Iterable<JsonValue> } | Lazy[] | Map<string, Lazy>;

/**
 * The report as `report.json`: UTF-8 JSON (RFC 8259) with keys in code-unit order, two spaces of indent and a newline
 * at the end, so that the same document is always the same bytes. Holds `format`, `type`, `language`, `title`,
 * `subtitle`, `illustrative`, `provenance`, `sections` and `data`; a withheld cell is `{"suppressed": true}`. Rows that are streamed stand
 * in the CSV file that `rows_in` names. `docs/schemas/report.json` is its JSON Schema.
 * Reading the chunks throws `ReportShapeError` when a cell is not of its column's type or a number is not finite.
 */
export function toJson(document: ReportDocument): ReportFile {
  tablesOf(document);
  return { name: 'report.json', mediaType: 'application/json', chunks: encoded(() => lines(document)) };
}

/** The JSON-LD twin as `register.jsonld`, its keys in the same order. */
export function toJsonLd(linked: JsonValue): ReportFile {
  return { name: 'register.jsonld', mediaType: 'application/ld+json', chunks: encoded(() => [...written(linked, ''), '\n']) };
}

function* lines(document: ReportDocument): Generator<string> {
  const { type, language, title, subtitle, illustrative, provenance, data } = document;
  const sections = document.sections.map(sectionOf);
  yield* written(fields({ format, type, language, title, subtitle, illustrative, provenance, data, sections }), '');
  yield '\n';
}

function sectionOf(section: ReportSection): Lazy {
  const { id, heading, paragraphs, facts } = section;
  const charts = section.charts.map((chart) => ({ id: chart.id, caption: chart.caption, alternative: chart.alternative }));
  return fields({ id, heading, paragraphs, facts, charts, tables: section.tables.map(tableOf) });
}

function tableOf(table: ReportTable): Lazy {
  const columns = table.columns.map(({ id, label, description, type }) => ({ id, label, description, type }));
  const rows = { lazyRows: () => rowsOf(table) };
  const elsewhere: Record<string, Lazy> = table.stream === undefined ? {} : { row_count: rowCount(table), rows_in: csvName(table) };
  return fields({ id: table.id, title: table.title, note: table.note, columns, rows, ...elsewhere });
}

function* rowsOf(table: ReportTable): Generator<JsonValue> {
  for (const row of typedRows(table)) yield row.map(plain);
}

function plain(cell: TypedCell): JsonValue {
  if (cell.kind === 'none') return null;
  if (cell.kind === 'suppressed') return { suppressed: true };
  return cell.kind === 'number' ? cell.number : cell.text;
}

function fields(record: Record<string, Lazy>): Map<string, Lazy> {
  return new Map(Object.entries(record));
}

function isLazy(value: object): value is { lazyRows: () => Iterable<JsonValue> } {
  return 'lazyRows' in value && typeof value.lazyRows === 'function';
}

function* written(value: Lazy, indent: string): Generator<string> {
  if (value === null || typeof value !== 'object') {
    yield scalar(value);
  } else if (Array.isArray(value)) {
    yield* enclosed('[', value.map((member): [string, Lazy] => ['', member]), ']', indent);
  } else if (isLazy(value)) {
    yield* enclosed('[', unnamed(value.lazyRows()), ']', indent);
  } else {
    const entries = value instanceof Map ? [...value] : Object.entries<Lazy>(value);
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
    yield* enclosed('{', sorted.map(([key, member]): [string, Lazy] => [`${JSON.stringify(key)}: `, member]), '}', indent);
  }
}

function* unnamed(members: Iterable<JsonValue>): Generator<[string, Lazy]> {
  for (const member of members) yield ['', member];
}

function* enclosed(open: string, members: Iterable<[string, Lazy]>, close: string, indent: string): Generator<string> {
  const inner = `${indent}  `;
  let first = true;
  for (const [prefix, member] of members) {
    yield `${first ? open : ','}\n${inner}${prefix}`;
    yield* written(member, inner);
    first = false;
  }
  yield first ? open + close : `\n${indent}${close}`;
}

function scalar(value: string | number | boolean | null): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new ReportShapeError(`JSON has no number ${value}`);
  return JSON.stringify(value);
}
