import { PdfError } from './pdf-process';

const identifier = ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"';
/** PDF/A allows a metadata property of another standard only with its description (ISO 19005-3, 6.6.2.3). */
const extension =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>' +
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>' +
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>';

/**
 * A PDF/A-3a file of Typst 0.14 that also says it is PDF/UA-1: Typst writes all that standard asks for but can name only
 * one standard. Appends an incremental update (ISO 32000-1, 7.5.6) with the identification in the XMP metadata and
 * `DisplayDocTitle`; everything before it stays byte for byte. Only for a file the compiler has accepted as `ua-1`.
 * Throws `PdfError` when the file is not built as Typst 0.14 builds it. Goes when Typst combines standards (0.15).
 */
export function declareUa(pdf: Uint8Array): Buffer {
  const original = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const tail = original.subarray(original.lastIndexOf('\ntrailer')).toString('latin1');
  const previous = found(/\nstartxref\n(\d+)\n/, tail);
  const size = found(/\/Size (\d+)/, tail);
  const root = found(/\/Root (\d+) 0 R/, tail);
  const catalog = objectOf(original, root).toString('latin1');
  const metadata = found(/\/Metadata (\d+) 0 R/, catalog);
  const updates = new Map([
    [root, Buffer.from(replaced(catalog, /\/ViewerPreferences <</, '/ViewerPreferences <<\n    /DisplayDocTitle true'), 'latin1')],
    [metadata, metadataObject(objectOf(original, metadata).toString('utf8'))],
  ]);
  const parts: Buffer[] = [original, Buffer.from('\n')];
  let offset = original.length + 1;
  let table = 'xref\n';
  for (const [number, body] of [...updates].sort(([a], [b]) => Number(a) - Number(b))) {
    const bytes = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    table += `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
    parts.push(bytes);
    offset += bytes.length;
  }
  const info = found(/\/Info (\d+) 0 R/, tail);
  const identity = found(/\/ID (\[[^\]]*\])/, tail);
  const trailer = `trailer\n<<\n  /Size ${size}\n  /Root ${root} 0 R\n  /Info ${info} 0 R\n  /ID ${identity}\n  /Prev ${previous}\n>>\n`;
  parts.push(Buffer.from(`${table}${trailer}startxref\n${offset}\n%%EOF`, 'latin1'));
  return Buffer.concat(parts);
}

function metadataObject(object: string): Buffer {
  const start = object.indexOf('stream\n') + 'stream\n'.length;
  const xmp = object.slice(start, object.lastIndexOf('\nendstream'));
  if (!xmp.startsWith('<?xpacket')) throw unknownLayout('XMP metadata');
  const withName = replaced(xmp, / xmlns:pdfaid="/, `${identifier} xmlns:pdfaid="`);
  const withSchema = replaced(withName, /<pdfaExtension:schemas><rdf:Bag>/, `<pdfaExtension:schemas><rdf:Bag>${extension}`);
  const declared = replaced(withSchema, /<\/pdfaid:conformance>/, '</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>');
  return Buffer.from(`<<\n  /Type /Metadata\n  /Subtype /XML\n  /Length ${Buffer.byteLength(declared)}\n>>\nstream\n${declared}\nendstream`, 'utf8');
}

/** The newest version of an object, between its head and its end. Throws `PdfError`. */
export function objectOf(pdf: Buffer, number: string): Buffer {
  const head = `\n${number} 0 obj\n`;
  const start = pdf.lastIndexOf(head, undefined, 'latin1');
  const end = pdf.indexOf('\nendobj', start, 'latin1');
  if (start < 0 || end < 0) throw unknownLayout(`object ${number}`);
  return pdf.subarray(start + head.length, end);
}

/** What the pattern catches first. Throws `PdfError` where it finds nothing. */
export function found(pattern: RegExp, text: string): string {
  const match = pattern.exec(text)?.[1];
  if (match === undefined) throw unknownLayout(String(pattern));
  return match;
}

/** The text with the first match replaced. Throws `PdfError` where there is none. */
export function replaced(text: string, pattern: RegExp, replacement: string): string {
  if (!pattern.test(text)) throw unknownLayout(String(pattern));
  return text.replace(pattern, () => replacement);
}

function unknownLayout(what: string): PdfError {
  return new PdfError(`The PDF is not laid out as expected: ${what}`);
}
