import { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ReportCell, ReportDocument, ReportFile } from '@/domain/reports/document';
import { plainText } from './xlsx-xml';

const entry = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644, compressionLevel: 6 };
const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** A document as DOCX (ECMA-376, WordprocessingML): headings as headings, tables with a repeated head row, landscape A4. Charts are left to the other formats. */
export function toDocx(document: ReportDocument): ReportFile {
  const parts = new Map([
    ['[Content_Types].xml', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'],
    ['_rels/.rels', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'],
    ['word/_rels/document.xml.rels', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'],
    ['word/styles.xml', styles(document.language)],
    ['word/document.xml', body(document)],
  ]);
  return { name: `${document.type}.docx`, mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', chunks: { [Symbol.asyncIterator]: () => zipped(parts) } };
}

async function* zipped(parts: Map<string, string>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, text] of parts) zip.addBuffer(Buffer.from(text, 'utf8'), name, entry);
  zip.end();
  for await (const chunk of zip.outputStream.pipe(new PassThrough())) yield Buffer.from(chunk);
}

function styles(language: string): string {
  const heading = (level: number, size: number) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="18"/><w:lang w:val="${plainText(language)}"/></w:rPr></w:rPrDefault></w:docDefaults>${heading(1, 32)}${heading(2, 26)}</w:styles>`;
}

/** A run of text, its lines broken where they break. */
const run = (text: string, bold = false) => `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}${text.split('\n').map((line, n) => `${n > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${plainText(line)}</w:t>`).join('')}</w:r>`;
const paragraph = (inner: string, style = '') => `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${inner}</w:p>`;
const said = (cell: ReportCell) => (cell === null ? '' : typeof cell === 'object' ? '–' : String(cell));

function body({ title, subtitle, illustrative, sections, provenance, provenanceTitle }: ReportDocument): string {
  const facts = (list: { label: string; value: string }[]) => list.map(({ label, value }) => paragraph(`${run(`${label}: `, true)}${run(value)}`)).join('');
  const inner = sections.map((section) =>
    [
      paragraph(run(section.heading), 'Heading2'), ...section.paragraphs.map((text) => paragraph(run(text))), facts(section.facts),
      ...section.tables.map((table) => `${paragraph(run(table.title, true))}${tableXml(table.columns.map(({ label }) => label), table.rows.map((row) => row.map(said)))}${paragraph('')}`),
    ].join(''),
  );
  const head = [paragraph(run(title), 'Heading1'), paragraph(run(subtitle)), ...(illustrative === null ? [] : [paragraph(run(illustrative, true))])].join('');
  const page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="360" w:footer="360" w:gutter="0"/></w:sectPr>';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="${main}"><w:body>${head}${inner.join('')}${paragraph(run(provenanceTitle), 'Heading2')}${facts(provenance)}${page}</w:body></w:document>`;
}

function tableXml(heads: string[], rows: string[][]): string {
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="767676"/>`).join('');
  const cells = (texts: string[], bold: boolean) => texts.map((text) => `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraph(run(text, bold))}</w:tc>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${heads.map(() => '<w:gridCol/>').join('')}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells(heads, true)}</w:tr>${rows.map((row) => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells(row, false)}</w:tr>`).join('')}</w:tbl>`;
}
