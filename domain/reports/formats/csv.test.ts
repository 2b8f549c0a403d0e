import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suppressed, type ReportCell, type ReportDocument, type ReportTable } from '@/domain/reports/document';
import { collect } from './chunks';
import { toCsv } from './csv';
import { restore } from './formula';
import { sampleDocument } from './sample-document';

const lone: ReportTable = {
  id: 'lone', title: 'T', note: null, rows: [],
  columns: [
    { id: 'name', label: 'N', description: '', type: 'text' },
    { id: 'count', label: 'C', description: '', type: 'integer' },
    { id: 'share', label: 'S', description: '', type: 'rate' },
  ],
};

function documentOf(rows: ReportCell[][], illustrative: string | null): ReportDocument {
  return { ...sampleDocument(illustrative, 0), sections: [{ id: 's', heading: 'H', paragraphs: [], facts: [], charts: [], tables: [{ ...lone, rows }] }] };
}

async function firstFile(document: ReportDocument): Promise<Buffer> {
  const [file] = toCsv(document);
  if (!file) throw new Error('no file');
  return collect(file.chunks);
}

const fields = (bytes: Buffer): string[][] => parse(bytes, { bom: true, record_delimiter: '\r\n' });
const printed = (cell: ReportCell) => (cell === null ? '' : typeof cell === 'object' ? 'suppressed' : String(cell));

describe('the CSV files', () => {
  test('are one for each table, and parse back to the cells', async () => {
    const document = sampleDocument(null, 1_234);
    const files = toCsv(document);
    const tables = document.sections.flatMap((section) => section.tables);
    expect(files.map((file) => file.name)).toEqual(['segments.csv', 'register.csv']);
    for (const [at, table] of tables.entries()) {
      const file = files[at];
      if (!file) throw new Error('no file');
      const [header, ...rows] = fields(await collect(file.chunks));
      expect(header).toEqual(table.columns.map((column) => column.id));
      expect(rows.map((row) => row.map(restore))).toEqual(table.rows.map((row) => row.map(printed)));
    }
  });

  test('tell a withheld cell, an empty text and no value apart', async () => {
    const bytes = await firstFile(documentOf([[null, suppressed, 0], ['', -5, null], ['suppressed', 1, 0.1]], null));
    expect(bytes.toString('utf8')).toBe('\uFEFFname,count,share\r\n,suppressed,0\r\n"",-5,\r\n"suppressed",1,0.1\r\n');
  });

  test('carry the illustrative label on every row and keep the header first', async () => {
    const rows = fields(await firstFile(documentOf([['a', 1, 0.5], ['b', 2, null]], 'Beispiel')));
    expect(rows).toEqual([['name', 'count', 'share', 'illustrative'], ['a', '1', '0.5', 'yes'], ['b', '2', '', 'yes']]);
  });

  test('have a header even without rows', async () => {
    expect((await firstFile(documentOf([], null))).toString('utf8')).toBe('\uFEFFname,count,share\r\n');
  });

  test('survive every text, and no field starts a formula', async () => {
    const nasty = fc.string({ unit: fc.constantFrom('"', "'", ',', ';', '\r', '\n', '\t', '=', '+', '-', '@', '＝', '＠', '\u0000', ' ', 'a', 'ß', '😀'), maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(nasty, fc.string({ unit: 'grapheme' })), { minLength: 1 }), async (texts) => {
        const [, ...rows] = fields(await firstFile(documentOf(texts.map((text) => [text, -5, 0.5]), null)));
        expect(rows.map((row) => restore(row[0] ?? ''))).toEqual(texts);
        for (const row of rows) {
          expect(row[0]).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
          expect(row[1]).toBe('-5');
        }
      }),
    );
  });

  test('stop at a cell of the wrong type', async () => {
    await expect(firstFile(documentOf([['a', 'b', 0]], null))).rejects.toThrow('Column count is of type integer');
  });
});
