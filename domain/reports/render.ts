import { createHash } from 'node:crypto';
import { type ReportDocument, type ReportFile, rowCount } from '@/domain/reports/document';
import { toCsv } from '@/domain/reports/formats/csv';
import { toDocx } from '@/domain/reports/formats/docx';
import { toJson, toJsonLd } from '@/domain/reports/formats/json';
import { toPdf } from '@/domain/reports/formats/pdf';
import { mostPdfRows } from '@/domain/reports/formats/pdf-content';
import { toXlsx } from '@/domain/reports/formats/xlsx';
import type { Words } from '@/domain/words/catalogue';

/** Makes the files of a document one after the other; each is read to its end before the next is asked for. */
export type Render = (document: ReportDocument, words: Words, signal?: AbortSignal) => AsyncGenerator<ReportFile>;

const pdfTimeout = 120_000;
/** What authorities and lawyers edit further. */
const written = new Set<string>(['article_30_record', 'processor_record', 'transparency_table']);

/** One CSV per table, workbook, JSON, then, where the report has them, JSON-LD and DOCX; PDF last, since it names the files that hold what it leaves out. */
export async function* renderAll(document: ReportDocument, words: Words, signal?: AbortSignal): AsyncGenerator<ReportFile> {
  const tables = document.sections.flatMap((section) => section.tables);
  const isCut = tables.reduce((sum, table) => sum + rowCount(table), 0) > mostPdfRows;
  const digests = new Map<string, string>();
  const named = (file: ReportFile): ReportFile => (isCut ? { ...file, chunks: digested(file.chunks, (digest) => digests.set(file.name, digest)) } : file);
  for (const file of toCsv(document)) yield named(file);
  yield named(toXlsx(document, words.reports.xlsx));
  yield toJson(document);
  if (document.linked !== undefined) yield toJsonLd(document.linked);
  if (written.has(document.type)) yield toDocx(document, words.reports.pdf);
  yield await toPdf(document, words.reports.pdf, { timeoutMs: pdfTimeout, signal, digests });
}

/** The same chunks; their SHA-256 is told when they were read to the end. */
async function* digested(chunks: AsyncIterable<Uint8Array>, tell: (sha256: string) => void): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  tell(hash.digest('hex'));
}

/** How many files a document becomes. */
export const fileCount = ({ type, linked, sections }: ReportDocument): number => sections.reduce((sum, { tables }) => sum + tables.length, 3) + (linked === undefined ? 0 : 1) + (written.has(type) ? 1 : 0);
