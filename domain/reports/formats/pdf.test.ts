import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import type { ReportDocument } from '@/domain/reports/document';
import { collect } from './chunks';
import { toJson } from './json';
import { toPdf } from './pdf';
import { mostPdfRows, pdfContent, rowLimit, type PdfLabels } from './pdf-content';
import { compilePdf } from './pdf-process';
import { breakable, drawable } from './pdf-text';
import { declareUa } from './pdf-ua';
import { englishPdf, germanPdf, sampleDocument } from './sample-document';

const label = 'Beispielbericht mit erfundenen Zahlen.';
const english = { ...sampleDocument(null, 3), language: 'en-GB' };

async function bytesOf(document: ReportDocument, labels: PdfLabels): Promise<Buffer> {
  return collect((await toPdf(document, labels)).chunks);
}

/** What the streams of a PDF hold, inflated where they are deflated. */
function streams(pdf: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    if (pdf.toString('latin1', at - 3, at) === 'end') continue;
    const body = pdf.subarray(at + 7, pdf.indexOf('endstream', at));
    const dictionary = pdf.toString('latin1', pdf.lastIndexOf(' obj', at), at);
    found.push(dictionary.includes('/FlateDecode') ? inflateSync(body) : body.subarray(0, -1));
  }
  return found;
}

describe('the PDF', () => {
  test.each([['German', sampleDocument(label, 30), germanPdf], ['English', english, englishPdf]])(
    'in %s is a PDF/A-3a and PDF/UA-1 with the JSON attached, the same bytes every time',
    async (_, document, labels) => {
      const pdf = await bytesOf(document, labels);
      const raw = pdf.toString('latin1');
      expect(raw.startsWith('%PDF-1.7')).toBe(true);
      expect(raw).toContain('<pdfaid:part>3</pdfaid:part>');
      expect(raw).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
      expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
      expect(raw.slice(raw.lastIndexOf('/Type /Catalog'))).toContain('/DisplayDocTitle true');
      for (const [, number, offset] of raw.slice(raw.lastIndexOf('\nxref\n')).matchAll(/\n(\d+) 1\n(\d{10}) 00000 n /g)) {
        expect(raw.slice(Number(offset))).toMatch(new RegExp(`^${number} 0 obj\\n`));
      }
      expect(raw.slice(Number(/startxref\n(\d+)\n%%EOF$/.exec(raw)?.[1]))).toMatch(/^xref\n/);
      expect(raw).toContain(`/Lang (${document.language})`);
      expect(raw).toContain('/AFRelationship /Data');
      expect(raw).toContain('/StructTreeRoot');
      expect(raw).toContain('/CreationDate (D:19800101000000Z)');
      expect(raw).not.toMatch(/\/(JS|JavaScript|OpenAction|URI|Launch)\b/);
      const json = await collect(toJson(document).chunks);
      expect(streams(pdf).some((stream) => stream.equals(json))).toBe(true);
      const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
      const { TZ } = process.env;
      process.env.TZ = 'America/New_York';
      expect(digest(await bytesOf(document, labels))).toBe(digest(pdf));
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    },
    60_000,
  );

  test('takes any text as text', async () => {
    const nasty = ['#read("/etc/passwd")', '$x$ *b* _i_ `c` // <a> @b \\', '社員 😀 \u0000\u202E\uFEFF', 'مرحبا', '\uD800', '', 'a\nb\r\nc\u2028d', 'x'.repeat(400), '{{page}}'];
    const base = sampleDocument(nasty.join(' '), 0);
    const [summary, segments] = base.sections;
    const table = segments?.tables[0];
    if (!summary || !segments || !table) throw new Error('the sample has lost its table');
    const rows = nasty.map((text) => [text, 1, 1, 1, null]);
    const sections = [{ ...summary, heading: nasty.join(' '), paragraphs: nasty, facts: nasty.map((text) => ({ label: text, value: text })) }, { ...segments, tables: [{ ...table, title: nasty.join(' '), rows }] }];
    const pdf = await bytesOf({ ...base, title: nasty.join(' ').trim(), sections }, germanPdf);
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-');
  }, 60_000);

  test('reports what the compiler refuses, a run without end and an abort', async () => {
    const base = sampleDocument(null, 0);
    const charts = [{ id: 'c', caption: 'c', alternative: 'c', svg: '<svg', width: 1, height: 1 }];
    const broken = { ...base, sections: base.sections.map((section) => ({ ...section, charts })) };
    await expect(toPdf(broken, germanPdf)).rejects.toThrow(/^The PDF could not be made: .*SVG/);
    await expect(toPdf(base, germanPdf, { timeoutMs: 1 })).rejects.toThrow('not ready after 1 ms');
    const endless = { files: { 'main.typ': '#while true { }' }, fonts: [], created: 0 };
    await expect(compilePdf(endless, { timeoutMs: 20_000 })).rejects.toThrow('condition is always true');
    await expect(compilePdf(endless, { timeoutMs: 20_000, signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
    const late = new AbortController();
    const running = compilePdf(endless, { timeoutMs: 20_000, signal: late.signal });
    late.abort(new Error('late'));
    await expect(running).rejects.toThrow('late');
  }, 60_000);

  test('cannot read the machine it runs on', async () => {
    const prying = { files: { 'main.typ': '#read("../../etc/passwd")' }, fonts: [], created: 0 };
    await expect(compilePdf(prying, { timeoutMs: 20_000 })).rejects.toThrow('The PDF could not be made');
    await expect(compilePdf({ ...prying, files: { 'main.typ': '#read("/etc/passwd")' } }, { timeoutMs: 20_000 })).rejects.toThrow('The PDF could not be made');
    const large = { 'large.txt': (async function* () { yield Buffer.from('large'); })() };
    const room = mkdtempSync(path.join(os.tmpdir(), 'nb-pdf-'));
    vi.stubEnv('TMPDIR', room);
    await expect(compilePdf({ ...prying, large }, { timeoutMs: 20_000 })).rejects.toThrow('The PDF could not be made');
    expect(readdirSync(room)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(room, { recursive: true });
  }, 60_000);
});

describe('the PDF/UA update', () => {
  test('refuses a file it does not know', () => {
    expect(() => declareUa(Buffer.from('%PDF-1.7\n'))).toThrow('not laid out as expected');
  });
});

describe('the layout', () => {
  const tables = (document: ReportDocument, labels: PdfLabels) => pdfContent(document, labels).parts.flatMap((part) => part.blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])));

  test('writes numbers in the language of the document', () => {
    const [german] = tables(sampleDocument(null, 1), germanPdf);
    expect(german?.rows[0]).toEqual(['Filialkunden', '5.200', '4.310', '82,9\u00A0%', '2026-03-01']);
    expect(german?.rows[3]).toEqual(['Mitarbeitende [U+793E][U+54E1]', '8', true, true, '–']);
    const [inEnglish] = tables(english, englishPdf);
    expect(inEnglish?.rows[0]).toEqual(['Filialkunden', '5,200', '4,310', '82.9%', '2026-03-01']);
  });

  test('puts a wide table and the words of its section on landscape pages, and lets words without a table follow', () => {
    const parts = pdfContent(sampleDocument(null, 2), germanPdf).parts;
    expect(parts.map((part) => part.landscape)).toEqual([false, true]);
    expect(parts[1]?.blocks.map((block) => block.kind)).toEqual(['heading', 'heading', 'table', 'heading', 'text']);
    expect(parts[1]?.blocks[2]).toMatchObject({ columns: { length: 13 } });
  });

  test('cuts long tables so that all together have 2,000 rows, and says by digest where all of them are', () => {
    const document = sampleDocument(null, mostPdfRows + 345);
    const digests = new Map([['register.csv', 'a'.repeat(64)]]);
    const laid = pdfContent(document, germanPdf, digests).parts.flatMap(({ blocks }) => blocks).filter((block) => block.kind === 'table');
    const long = laid[1];
    expect(laid.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(mostPdfRows);
    expect(long?.cut?.replaceAll('\u200B', '')).toBe(`Gezeigt sind die ersten ${new Intl.NumberFormat('de').format(long?.rows.length ?? 0)} von 2.345 Zeilen. Alle Zeilen stehen in register.csv ${'a'.repeat(64)} und report.xlsx.`);
    expect(tables(sampleDocument(null, 1_000), germanPdf)[1]?.cut).toBe(null);
  });

  test('shares rows out: short tables whole, long ones alike', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 8 }), fc.integer({ min: 1, max: 1_000 }), (counts, most) => {
        const limit = rowLimit(counts, most);
        const shown = counts.map((count) => Math.min(count, limit));
        const sum = shown.reduce((total, n) => total + n, 0);
        expect(sum).toBeLessThanOrEqual(most);
        const cut = shown.filter((n, at) => n < (counts[at] ?? 0)).length;
        if (cut > 0) expect(sum + cut).toBeGreaterThan(most);
      }),
    );
  });

  test('has a table of contents from the fourth section on', () => {
    const document = sampleDocument(null, 0);
    expect(pdfContent(document, germanPdf).contents).toBe(true);
    expect(pdfContent({ ...document, sections: document.sections.slice(0, 3) }, germanPdf).contents).toBe(false);
  });

  test('shows characters without a glyph by their code, and lets long tokens break', () => {
    expect(drawable('Ä ß € „x“ – λ Я 12,5\u00A0%\t!')).toBe('Ä ß € „x“ – λ Я 12,5\u00A0% !');
    expect(drawable('a\u0000\u200Bb 😀')).toBe('ab [U+1F600]');
    expect(breakable('Rechtsgrundlagenverzeichnis')).toBe('Rechtsgrundlagenverzeichnis');
    expect(breakable('https://example.com/a').split('\u200B').join('|')).toBe('https:|/|/|example.|com/|a');
    expect(breakable('a'.repeat(40)).split('\u200B')).toHaveLength(3);
  });
});
