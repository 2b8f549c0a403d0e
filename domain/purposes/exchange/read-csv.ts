import { parse } from 'csv-parse/sync';
import { invalid } from '@/domain/errors';
import type { Sheet } from '@/domain/purposes/exchange/read-xlsx';

/** An apostrophe our own CSV puts before what a spreadsheet could run (domain/reports/formats/formula.ts) is taken off again. */
const restored = (text: string) => (/^''*(?:[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|[^\S\t\r\n]*[\t\r\n])/u.test(text) ? text.slice(1) : text);

/** A CSV file as one sheet; commas or semicolons, as the first line has it. Throws `invalid` where it cannot be read. */
export function readCsv(text: string, name: string): Sheet {
  const first = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'));
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ',';
  try {
    const rows = parse(text, { bom: true, delimiter, info: true, relax_column_count: true }) as unknown as { record: string[]; info: { lines: number } }[];
    let line = 0;
    return {
      name,
      rows: rows.map(({ record, info }) => {
        const number = line + 1;
        line = info.lines;
        return { number, cells: record.map((cell) => ({ text: restored(cell) })) };
      }),
    };
  } catch (error) {
    throw invalid(`The file cannot be read as CSV: ${error instanceof Error ? error.message : String(error)}`, [{ field: 'file', message: 'file_form' }], 'file_form');
  }
}
