import type { ReportDocument, ReportFile } from '@/domain/reports/document';
import { toCsv } from '@/domain/reports/formats/csv';
import { toJson } from '@/domain/reports/formats/json';
import { toPdf } from '@/domain/reports/formats/pdf';
import { toXlsx } from '@/domain/reports/formats/xlsx';
import type { Words } from '@/domain/words/catalogue';

/** Makes the files of a document one after the other; each is read to its end before the next is asked for. */
export type Render = (document: ReportDocument, words: Words, signal?: AbortSignal) => AsyncGenerator<ReportFile>;

const pdfTimeout = 120_000;

/** PDF first, since it is what can fail; then workbook, JSON and one CSV per table. */
export async function* renderAll(document: ReportDocument, words: Words, signal?: AbortSignal): AsyncGenerator<ReportFile> {
  yield await toPdf(document, words.reports.pdf, { timeoutMs: pdfTimeout, signal });
  yield toXlsx(document, words.reports.xlsx);
  yield toJson(document);
  yield* toCsv(document);
}
