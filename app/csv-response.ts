import { Readable } from 'node:stream';
import { type Options, stringify } from 'csv-stringify/sync';
import { gatheredAsync } from '@/domain/reports/formats/chunks';
import { defuse } from '@/domain/reports/formats/formula';

type Row = (string | number | null)[];
type Pages = AsyncIterable<Row[]> | Iterable<Row[]>;

/** A CSV download (RFC 4180, UTF-8 with BOM) whose text cells no spreadsheet runs; illustrative data say so in every row. */
export function csvResponse(name: string, header: string[], rows: Row[], illustrative: boolean): Response {
  return csvStream(name, header, [rows], illustrative);
}

/** The same for rows that come page by page: the next page is asked for when the reader has taken what there is. */
export function csvStream(name: string, header: string[], pages: Pages, illustrative: boolean): Response {
  const defused = (row: Row): Row => [...row.map((cell) => (typeof cell === 'string' ? defuse(cell) : cell)), ...(illustrative ? ['yes'] : [])];
  async function* told() {
    for await (const page of pages) yield page.map(defused);
  }
  return new Response(csvBody(illustrative ? [...header, 'illustrative'] : header, told(), { bom: true }), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`, 'cache-control': 'private, no-store' },
  });
}

/** A header and rows as CSV with Windows line ends, each page written when the one before was taken. */
export function csvBody(header: string[], pages: Pages, { bom = false, ...options }: Options = {}): ReadableStream<Uint8Array> {
  async function* texts() {
    yield stringify([header], { bom, record_delimiter: 'windows' });
    for await (const page of pages) yield stringify(page, { record_delimiter: 'windows', ...options });
  }
  return Readable.toWeb(Readable.from(gatheredAsync(texts()))) as ReadableStream<Uint8Array>;
}
