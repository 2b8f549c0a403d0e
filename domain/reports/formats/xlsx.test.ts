import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportDocument } from '@/domain/reports/document';
import { collect } from './chunks';
import { englishXlsx, germanXlsx, sampleDocument } from './sample-document';
import { toXlsx } from './xlsx';
import { sheetsOf } from './xlsx-content';
import { sheetNames } from './xlsx-names';
import { cellText } from './xlsx-xml';

const label = 'Beispielbericht & erfundene Zahlen';

/** The parts of a ZIP file in the order of its central directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const parts = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    parts.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), inflateRawSync(packed).toString('utf8'));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

/** Throws unless every element is closed in order, and no text or attribute holds what XML 1.0 forbids. */
function checkXml(xml: string): void {
  const open: string[] = [];
  const rest = xml.replace(/^<\?xml[^>]*\?>\n/, '').replace(/<(\/?)([\w:]+)((?:\s[\w:]+="[^"<]*")*)\s*(\/?)>/g, (_, close: string, name: string, attributes: string, empty: string) => {
    if (close && open.pop() !== name) throw new Error(`unexpected </${name}>`);
    if (!close && !empty) open.push(name);
    return attributes.replace(/[\w:]+="|"/g, ' ');
  });
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`);
  const bad = /[<>]|&(?!(?:amp|lt|gt|quot);)|[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/.exec(rest);
  if (bad) throw new Error(`${JSON.stringify(rest.slice(bad.index, bad.index + 20))} is not XML`);
}

const unescape = (text: string) =>
  text.replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

async function partsOf(document: ReportDocument): Promise<Map<string, string>> {
  return unzip(await collect(toXlsx(document, germanXlsx).chunks));
}

function part(parts: Map<string, string>, name: string): string {
  const xml = parts.get(name);
  if (xml === undefined) throw new Error(`no ${name}`);
  return xml;
}

describe('the workbook', () => {
  test('is well-formed, sorted, and holds neither formulas nor dates of its making', async () => {
    const parts = await partsOf(sampleDocument(label, 30));
    expect([...parts.keys()]).toEqual([...parts.keys()].sort());
    expect([...parts.keys()][0]).toBe('[Content_Types].xml');
    for (const xml of parts.values()) {
      checkXml(xml);
      expect(xml).not.toMatch(/<f[\s>/]|dcterms|externalLink|hyperlink/);
    }
    expect([...part(parts, 'xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map((match) => match[1])).toEqual([
      'Über diesen Bericht', 'Zustimmung nach Segment', 'Verarbeitungen mit Rechtsgrundl', 'Datenverzeichnis',
    ]);
  });

  test('types its cells', async () => {
    const parts = await partsOf(sampleDocument(null, 30));
    const segments = part(parts, 'xl/worksheets/sheet2.xml');
    expect(segments).toContain('<c r="B2" s="9"><v>5200</v></c>');
    expect(segments).toContain('<c r="D2" s="10"><v>0.82884</v></c>');
    expect(segments).toContain('<v>46082</v>'); // 2026-03-01
    expect(segments).toMatch(/<c r="C5"[^>]*><is><t[^>]*>unterdrückt<\/t><\/is><\/c><c r="D5"[^>]*><is><t[^>]*>unterdrückt<\/t><\/is><\/c><\/row>/);
    expect(part(parts, 'xl/worksheets/sheet3.xml')).toContain(`<v>${(Date.UTC(2026, 9, 1, 13, 5, 42, 250) - Date.UTC(1899, 11, 30)) / 86_400_000}</v>`);
    expect(part(parts, 'xl/worksheets/sheet3.xml')).toContain('Letzte Antwort (UTC)');
  });

  test('gives what looks like a formula the quotePrefix style', async () => {
    const parts = await partsOf(sampleDocument(null, 1));
    const style = /<c r="A4" s="(\d+)" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK/.exec(part(parts, 'xl/worksheets/sheet2.xml'))?.[1];
    const formats = [...(/<cellXfs.*<\/cellXfs>/.exec(part(parts, 'xl/styles.xml'))?.[0] ?? '').matchAll(/<xf [^>]*>/g)];
    expect(formats[Number(style)]?.[0]).toContain('quotePrefix="1"');
    expect(formats[1]?.[0]).not.toContain('quotePrefix');
    expect(part(parts, 'xl/styles.xml')).toContain('formatCode="0.0\\ %"');
  });

  test('shows the illustrative sentence on every sheet and in print, above a frozen and filtered header', async () => {
    const parts = await partsOf(sampleDocument(label, 3));
    const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/'));
    expect(sheets).toHaveLength(4);
    for (const [name, xml] of sheets) {
      expect(xml, name).toMatch(/<row r="1"[^>]*><c r="A1"[^>]*><is><t[^>]*>Beispielbericht &amp; erfundene Zahlen</);
      expect(xml, name).toContain('<oddHeader>&amp;C&amp;&quot;-,Bold&quot;Beispielbericht &amp;&amp; erfundene Zahlen</oddHeader>');
    }
    expect(part(parts, 'xl/worksheets/sheet2.xml')).toMatch(/<pane ySplit="2" topLeftCell="A3".*<autoFilter ref="A2:E6"\/><mergeCells count="1"><mergeCell ref="A1:E1"\/>/);
    expect(part(await partsOf(sampleDocument(null, 3)), 'xl/worksheets/sheet2.xml')).toMatch(/<pane ySplit="1" .*<autoFilter ref="A1:E5"\/><pageMargins/);
  });

  test('explains every column in the data dictionary', async () => {
    const xml = part(await partsOf(sampleDocument(null, 1)), 'xl/worksheets/sheet4.xml');
    const texts = [...xml.matchAll(/<t [^>]*>([^<]*)</g)].map((match) => match[1]);
    expect(texts).toHaveLength(5 * (1 + 5 + 13));
    expect(texts.slice(5, 10)).toEqual(['Zustimmung nach Segment', 'segment', 'Segment', 'Segment: Bedeutung der Spalte segment.', 'Text']);
  });

  test('keeps days outside the calendar of Excel as text', async () => {
    const document = sampleDocument(null, 0);
    const old = document.sections.map((section) => ({ ...section, tables: section.tables.slice(0, 1).map((table) => (table.id === 'segments' ? { ...table, rows: [['a', 1, 1, 1, '1900-02-28']] } : table)) }));
    expect(part(await partsOf({ ...document, sections: old }), 'xl/worksheets/sheet2.xml')).toContain('>1900-02-28</t>');
  });

  test('is the same bytes every time and in every zone', async () => {
    const digest = async () => createHash('sha256').update(await collect(toXlsx(sampleDocument(label, 500), germanXlsx).chunks)).digest('hex');
    const here = await digest();
    expect(await digest()).toBe(here);
    const script = `
      const { createHash } = await import('node:crypto');
      const { toXlsx } = await import('@/domain/reports/formats/xlsx');
      const { sampleDocument, germanXlsx } = await import('@/domain/reports/formats/sample-document');
      const hash = createHash('sha256');
      for await (const chunk of toXlsx(sampleDocument(${JSON.stringify(label)}, 500), germanXlsx).chunks) hash.update(chunk);
      process.stdout.write(hash.digest('hex'));`;
    for (const TZ of ['America/New_York', 'Pacific/Kiritimati']) {
      const there = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { env: { ...process.env, TZ }, encoding: 'utf8' });
      expect(there).toBe(here);
    }
  }, 60_000);

  test('fails with the reason when a cell is of the wrong type', async () => {
    const document = sampleDocument(null, 0);
    const sections = document.sections.map((section) => ({ ...section, tables: section.tables.map((table) => ({ ...table, rows: [table.columns.map(() => '?')] })) }));
    await expect(partsOf({ ...document, sections })).rejects.toThrow('cannot hold "?"');
  });

  test('splits a table that is longer than a sheet', () => {
    const names = sheetsOf(sampleDocument(null, 25), englishXlsx, 11).map((sheet) => [sheet.name, sheet.rowCount]);
    expect(names.slice(2, 5)).toEqual([['Verarbeitungen mit Rechtsgrundl', 10], ['Verarbeitungen mit Rechtsgr (2)', 10], ['Verarbeitungen mit Rechtsgr (3)', 5]]);
  });
});

describe('text in the workbook', () => {
  const nasty = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", '_x0041_', '_', '\u0000', '\u000B', '\r', '\n', '\t', '\uFFFE', '=', ']]>', '😀', ' ', 'a'), maxLength: 20 });

  test('comes back from its escapes', () => {
    fc.assert(fc.property(fc.oneof(nasty, fc.string({ unit: 'grapheme' })), (text) => unescape(cellText(text)) === text));
  });

  test('is clipped to what a cell can hold, between characters', () => {
    expect(cellText('a'.repeat(40_000))).toHaveLength(32_767);
    expect(cellText('😀'.repeat(20_000))).toBe('😀'.repeat(16_383));
    expect(cellText('a\uD800b')).toBe('a\uFFFDb');
  });

  test('leaves every part well-formed, wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(nasty, fc.string({ unit: 'binary' })), async (text) => {
        const plain = sampleDocument(text, 0);
        const sections = plain.sections.map((section) => ({
          ...section, heading: text, paragraphs: [text],
          tables: section.tables.map((table) => ({ ...table, title: text, note: text, columns: [{ id: 'c', label: text, description: text, type: 'text' as const }], rows: [[text]] })),
        }));
        const parts = await partsOf({ ...plain, title: text, subtitle: text, provenanceTitle: text, provenance: [{ label: text, value: text }], sections });
        for (const xml of parts.values()) {
          checkXml(xml);
          expect(xml).not.toMatch(/<f[\s>/]/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('sheet names', () => {
  test('are what Excel accepts', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('History', "'a'", 'A', 'a', '[x]:*?/\\', '', 'x'.repeat(40), '😀'.repeat(20)))), (wanted) => {
        const names = sheetNames(wanted);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
        for (const name of names) {
          expect(name.length).toBeLessThanOrEqual(31);
          expect(name).toMatch(/^(?!['\s])[^\p{Cc}\p{Cs}[\]:*?/\\]+(?<!['\s])$/u);
          expect(name.toLowerCase()).not.toBe('history');
        }
      }),
    );
  });
});
