import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ReportDocument, ReportFile } from '@/domain/reports/document';
import { gatheredAsync } from './chunks';
import { sheetsOf, type XlsxLabels } from './xlsx-content';
import { packageParts, sheetPath } from './xlsx-parts';
import { sheetXml } from './xlsx-sheet';

/** A ZIP entry holds local time without a zone: a date made from local fields gives the same bytes in every zone. */
const entry = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644, compressionLevel: 6 };

/**
 * The report as `report.xlsx` (ECMA-376): a sheet on what the report is, one sheet for each table, a data dictionary.
 * Cells are typed (text, number, percentage, date; instants as UTC), text is never a formula, and the same document
 * with the same labels gives the same bytes in any time zone. Throws `ReportShapeError` on a table id that is not as
 * promised, and while the chunks are read on a cell that is not of its column's type.
 */
export function toXlsx(document: ReportDocument, labels: XlsxLabels): ReportFile {
  const sheets = sheetsOf(document, labels);
  const parts = packageParts(document, sheets);
  const sources = new Map<string, () => AsyncIterable<string>>();
  for (const [path, xml] of parts) sources.set(path, () => once(xml));
  sheets.forEach((sheet, index) => sources.set(sheetPath(index), () => sheetXml(sheet, index === 0)));
  return {
    name: 'report.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    chunks: { [Symbol.asyncIterator]: () => zipped(sources) },
  };
}

async function* once(xml: string): AsyncGenerator<string> {
  yield xml;
}

async function* zipped(sources: Map<string, () => AsyncIterable<string>>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  const fail = (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on('error', fail);
  for (const [path, pieces] of [...sources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    zip.addReadStreamLazy(path, entry, (give) => {
      give(null, Readable.from(gatheredAsync(pieces())).on('error', fail));
    });
  }
  zip.end();
  for await (const chunk of output) yield Buffer.from(chunk);
}
