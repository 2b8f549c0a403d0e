import { readFile } from 'node:fs/promises';
import type { ReportDocument, ReportFile } from '@/domain/reports/document';
import { toJson } from './json';
import { type FileDigests, pdfContent, pdfImages, type PdfLabels } from './pdf-content';
import { compilePdf, type PdfLimits } from './pdf-process';
import { pdfFonts } from './pdf-text';
import { declareUa } from './pdf-ua';

/** No file says when it was made: the document does. 1980-01-01T00:00:00Z, the first day a ZIP entry can have. */
const created = 315_532_800;
const template = new URL('./pdf-template.typ', import.meta.url);

/**
 * The report as `report.pdf`: PDF/A-3a and PDF/UA-1, with the bytes of `toJson` attached as `report.json`. The same document
 * with the same labels gives the same bytes with the same compiler version, in any time zone. All data reaches the
 * template as JSON, so no text can become markup. `digests` are those of the files that hold the whole of a table that is cut. Rejects with `PdfError` when the compiler refuses, fails or takes
 * longer than `timeoutMs`, with `ReportShapeError` when the document breaks its own promises.
 */
export async function toPdf(document: ReportDocument, labels: PdfLabels, { digests, ...limits }: PdfLimits & { digests?: FileDigests } = { timeoutMs: 120_000 }): Promise<ReportFile> {
  const files: Record<string, Uint8Array | string> = {
    'main.typ': await readFile(template),
    'data.json': JSON.stringify(pdfContent(document, labels, digests)),
    ...Object.fromEntries(pdfImages(document)),
  };
  const pdf = declareUa(await compilePdf({ files, large: { 'report.json': toJson(document).chunks }, fonts: pdfFonts, created }, limits));
  return { name: 'report.pdf', mediaType: 'application/pdf', chunks: once(pdf) };
}

function once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      yield bytes;
    },
  };
}
