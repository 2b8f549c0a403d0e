import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ReportDocument, ReportFile, ReportSection, ReportTable } from '@/domain/reports/document';
import { typedRows } from './cell';
import { columnWidths, isWide, textSize } from './column-widths';
import { cellWriter, mostPrintedColumns, printedLabel, recordNames, saysTheSame } from './written-cell';
import { plainText } from './xlsx-xml';

/** The words the text document needs beyond those of the document, in the document’s language. */
export type DocxLabels = { /** With `{page}` and `{pages}`. */ page: string; suppressed: string; empty: string };

const entry = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644, compressionLevel: 6 };
const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** The room between the margins of landscape A4, in twentieths of a point. */
const room = 15_398;

/**
 * A document as DOCX (ECMA-376, WordprocessingML): headings as headings, tables with a repeated head row and columns as wide as they need, rows of
 * a table too wide for a page as lists, landscape A4 with numbered pages. Charts are left to the other formats.
 */
export function toDocx(document: ReportDocument, labels: DocxLabels): ReportFile {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const parts = new Map<string, string | (() => Iterable<string>)>([
    ['[Content_Types].xml', `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="${type}.footer+xml"/></Types>`],
    ['_rels/.rels', `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`],
    ['word/_rels/document.xml.rels', `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${office}/footer" Target="footer1.xml"/></Relationships>`],
    ['word/styles.xml', styles(document.language)],
    ['word/footer1.xml', footer(document, labels)],
    ['word/document.xml', () => body(document, labels)],
  ]);
  return { name: `${document.type}.docx`, mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', chunks: { [Symbol.asyncIterator]: () => zipped(parts) } };
}

/** The text itself is written piece by piece, so that a register of thousands is never held whole. */
async function* zipped(parts: Map<string, string | (() => Iterable<string>)>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, text] of parts) {
    if (typeof text === 'string') zip.addBuffer(Buffer.from(text, 'utf8'), name, entry);
    else zip.addReadStream(Readable.from(inPieces(text())), name, entry);
  }
  zip.end();
  for await (const chunk of zip.outputStream.pipe(new PassThrough())) yield Buffer.from(chunk);
}

function* inPieces(texts: Iterable<string>): Generator<Buffer> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < 65_536) continue;
    yield Buffer.from(piece, 'utf8');
    piece = '';
  }
  yield Buffer.from(piece, 'utf8');
}

function styles(language: string): string {
  const heading = (level: number, size: number) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:color w:val="1F3A5F"/><w:sz w:val="${size}"/></w:rPr></w:style>`;
  return `${xml}<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="18"/><w:lang w:val="${plainText(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>${heading(1, 36)}${heading(2, 26)}${heading(3, 20)}<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:pPr><w:spacing w:after="0"/></w:pPr></w:style></w:styles>`;
}

type Look = { bold?: boolean; size?: number };
/** A run of text, its lines broken where they break; `size` in points. */
function run(text: string, { bold = false, size }: Look = {}): string {
  const look = `${bold ? '<w:b/>' : ''}${size === undefined ? '' : `<w:sz w:val="${size * 2}"/>`}`;
  return `<w:r>${look === '' ? '' : `<w:rPr>${look}</w:rPr>`}${text.split('\n').map((line, n) => `${n > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${plainText(line)}</w:t>`).join('')}</w:r>`;
}
const paragraph = (inner: string, style = '', more = '') => `<w:p>${style === '' && more === '' ? '' : `<w:pPr>${style === '' ? '' : `<w:pStyle w:val="${style}"/>`}${more}</w:pPr>`}${inner}</w:p>`;

function footer({ title, illustrative }: ReportDocument, { page }: DocxLabels): string {
  const field = (name: string) => `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const numbers = page.split(/(\{pages?\})/).map((part) => (part === '{page}' ? field('PAGE') : part === '{pages}' ? field('NUMPAGES') : run(part))).join('');
  return `${xml}<w:ftr xmlns:w="${main}">${illustrative === null ? '' : paragraph(run(illustrative, { bold: true, size: 8 }), 'Cell')}${paragraph(`${run(title)}<w:r><w:tab/></w:r>${numbers}`, 'Cell', `<w:tabs><w:tab w:val="right" w:pos="${room}"/></w:tabs>`)}</w:ftr>`;
}

function* body(document: ReportDocument, labels: DocxLabels): Generator<string> {
  const { title, subtitle, illustrative, sections, provenance, provenanceTitle } = document;
  yield `${xml}<w:document xmlns:w="${main}" xmlns:r="${office}"><w:body>`;
  yield [paragraph(run(title), 'Heading1'), paragraph(run(subtitle)), ...(illustrative === null ? [] : [paragraph(run(illustrative, { bold: true }))])].join('');
  for (const section of sections) {
    yield [paragraph(run(section.heading), 'Heading2'), ...section.paragraphs.map((text) => paragraph(run(text))), factsXml(section.facts)].join('');
    for (const table of section.tables) yield* tableOf(section, table, document.language, labels);
  }
  const page = '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="360" w:footer="360" w:gutter="0"/></w:sectPr>';
  yield `${paragraph(run(provenanceTitle), 'Heading2')}${factsXml(provenance)}${page}</w:body></w:document>`;
}

function* tableOf(section: ReportSection, table: ReportTable, language: string, labels: DocxLabels): Generator<string> {
  const write = cellWriter(language);
  const rows = [...typedRows(table)].map((row) => row.map((cell, at) => write(cell, table.columns[at]?.type)));
  const text = (cell: string | true | undefined) => (cell === true ? labels.suppressed : (cell ?? ''));
  const note = table.note === null ? '' : paragraph(run(table.note));
  if (!saysTheSame(section, table)) yield paragraph(run(table.title), 'Heading3');
  if (rows.length === 0) yield note === '' ? paragraph(run(labels.empty)) : note;
  else if (table.columns.length > mostPrintedColumns) {
    yield note;
    const names = recordNames(rows.map((row) => row.slice(0, 2).map(text)));
    for (const [at, row] of rows.entries()) yield `${paragraph(run(names[at] ?? ''), 'Heading3')}${factsXml(table.columns.slice(2).map((column, n) => ({ label: printedLabel(column), value: text(row[n + 2]) })))}`;
  } else {
    const { columns, share } = columnWidths(table.columns, rows, labels.suppressed);
    const wide = columns.reduce((sum, { width }) => sum + width, 0);
    // A table laid out for an upright page has more room on this one.
    const width = room * (isWide(columns) ? 1 : Math.min(1, share * 0.85));
    const cells = columns.map((column, at) => ({ width: Math.floor((column.width / wide) * width), numeric: column.numeric, label: printedLabel(table.columns[at] ?? { label: '', type: 'text' }) }));
    yield* tableXml(cells, rows.map((row) => row.map(text)), textSize(columns));
    yield `${note}${note === '' ? paragraph('') : ''}`;
  }
}

/** Labels and what they say, in two columns without lines. */
function factsXml(facts: { label: string; value: string }[]): string {
  if (facts.length === 0) return '';
  const row = ({ label, value }: { label: string; value: string }) => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cellXml(run(label, { bold: true }), 4_600)}${cellXml(run(value), room - 4_600)}</w:tr>`;
  return `<w:tbl><w:tblPr><w:tblW w:w="${room}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="4600"/><w:gridCol w:w="${room - 4_600}"/></w:tblGrid>${facts.map(row).join('')}</w:tbl>${paragraph('')}`;
}

const cellXml = (inner: string, width: number, { numeric = false, head = false } = {}) =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${head ? '<w:shd w:val="clear" w:color="auto" w:fill="EDEFF2"/>' : ''}</w:tcPr>${paragraph(inner, 'Cell', numeric ? '<w:jc w:val="right"/>' : '')}</w:tc>`;

type Column = { label: string; width: number; numeric: boolean };

function* tableXml(columns: Column[], rows: string[][], size: number): Generator<string> {
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="767676"/>`).join('');
  const line = (texts: string[], head: boolean) => texts.map((text, at) => cellXml(run(text, { bold: head, size }), columns[at]?.width ?? 0, { numeric: columns[at]?.numeric ?? false, head })).join('');
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  yield `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${columns.map((column) => `<w:gridCol w:w="${column.width}"/>`).join('')}</w:tblGrid>`;
  yield `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${line(columns.map(({ label }) => label), true)}</w:tr>`;
  for (const row of rows) yield `<w:tr><w:trPr><w:cantSplit/></w:trPr>${line(row, false)}</w:tr>`;
  yield '</w:tbl>';
}
