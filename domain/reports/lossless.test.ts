import { describe, expect, test } from 'vitest';
import { readZip } from '@/domain/purposes/exchange/read-zip';
import { article30Record } from '@/domain/reports/article-30-record';
import type { ReportDocument, ReportFile } from '@/domain/reports/document';
import { collect } from '@/domain/reports/formats/chunks';
import { toCsv } from '@/domain/reports/formats/csv';
import { toDocx } from '@/domain/reports/formats/docx';
import { toHtml } from '@/domain/reports/formats/html';
import { toJson, toJsonLd } from '@/domain/reports/formats/json';
import { pdfContent } from '@/domain/reports/formats/pdf-content';
import { toXlsx } from '@/domain/reports/formats/xlsx';
import { processorRecord } from '@/domain/reports/processor-record';
import { fullRecordData, textPaths } from '@/domain/reports/testing/full-record';
import { recordLayouts } from '@/domain/reports/vocabulary';
import { words } from '@/domain/words/catalogue';
import { languages } from '@/domain/words/vocabulary';

const bytesOf = (file: ReportFile) => collect(file.chunks);
const zipText = async (file: ReportFile) => [...readZip(await bytesOf(file)).values()].map((part) => part().toString('utf8')).join('\n');

/** What each format says, as text. */
const formats: Record<string, (document: ReportDocument, language: 'en' | 'de') => Promise<string> | string> = {
  pdf: (document, language) => JSON.stringify(pdfContent(document, words(language).reports.pdf)).replaceAll('\u200B', ''),
  xlsx: (document, language) => zipText(toXlsx(document, words(language).reports.xlsx)),
  csv: async (document) => (await Promise.all(toCsv(document).map(bytesOf))).join('\n'),
  json: async (document) => (await bytesOf(toJson(document))).toString('utf8'),
  'json-ld': async (document) => (await bytesOf(toJsonLd(document.linked ?? null))).toString('utf8'),
  docx: (document) => zipText(toDocx(document, words('en').reports.pdf)),
  html: async (document) => (await bytesOf(toHtml(document))).toString('utf8'),
};

const lacking = (text: string) => textPaths.filter((path) => !text.includes(`value of ${path}`));

describe.each(Object.keys(formats))('no field of the register is lost in %s', (name) => {
  const write = formats[name];
  for (const language of languages) {
    test.each(recordLayouts)(`in the record, layout %s (${language})`, async (layout) => {
      expect(lacking((await write?.(article30Record(fullRecordData(language, { layout }), words(language)), language)) ?? '')).toEqual([]);
    });

    test(`in the processor's record (${language})`, async () => {
      expect(lacking((await write?.(processorRecord(fullRecordData(language, { type: 'processor_record' }), words(language)), language)) ?? '')).toEqual([]);
    });
  }
});

test('a field that is left out is found to be lacking', () => {
  expect(lacking('value of title')).toHaveLength(textPaths.length - 1);
});
