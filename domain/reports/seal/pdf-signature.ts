import { found, objectOf, replaced } from '@/domain/reports/formats/pdf-ua';

/** Room for the CMS, in bytes: signature, a certificate chain and two time stamps fit well. */
const room = 15_000;
const blank = '**********';

/** Signs some bytes: gives a detached CMS in DER. */
export type Sign = (bytes: Buffer) => Promise<Buffer>;

/**
 * A PDF of ours with a signature of the kind ETSI.CAdES.detached (ETSI EN 319 142-1, 6.2; ISO 32000-2, 12.8), as an incremental
 * update (ISO 32000-1, 7.5.6): everything before stays byte for byte, and what makes it PDF/A-3a and PDF/UA-1 with it. The field has no
 * area on the page, so that the report looks as it did; `/Tabs /S` and `/TU` are what PDF/UA asks of it. Throws `PdfError` for a PDF
 * that is not laid out as ours are, RangeError when the CMS does not fit.
 */
export async function signPdf(pdf: Uint8Array, { at, description, sign }: { at: Date; description: string; sign: Sign }): Promise<Buffer> {
  const original = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const tail = original.subarray(original.lastIndexOf('\ntrailer')).toString('latin1');
  const [size, root] = [Number(found(/\/Size (\d+)/, tail)), found(/\/Root (\d+) 0 R/, tail)];
  const catalog = objectOf(original, root).toString('latin1');
  const page = firstPage(original, found(/\/Pages (\d+) 0 R/, catalog));
  const [field, signature] = [size, size + 1];
  const objects: [number, string][] = [
    [Number(page.number), withField(page.body, field)],
    [Number(root), replaced(catalog, /^<</, `<<\n  /AcroForm <<\n    /Fields [${field} 0 R]\n    /SigFlags 3\n  >>`)],
    [field, `<<\n  /Type /Annot\n  /Subtype /Widget\n  /FT /Sig\n  /T (Signature)\n  /TU ${pdfText(description)}\n  /V ${signature} 0 R\n  /P ${page.number} 0 R\n  /Rect [0 0 0 0]\n  /F 132\n>>`],
    [signature, `<<\n  /Type /Sig\n  /Filter /Adobe.PPKLite\n  /SubFilter /ETSI.CAdES.detached\n  /M (D:${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z)\n  /ByteRange [0 ${blank} ${blank} ${blank}]\n  /Contents <${'0'.repeat(room * 2)}>\n>>`],
  ];
  const draft = append(original, objects, { tail, size: size + 2, root });
  return fill(draft, original.length, sign);
}

/** Down the first branch of the page tree. */
function firstPage(pdf: Buffer, number: string): { number: string; body: string } {
  const body = objectOf(pdf, number).toString('latin1');
  return /\/Type \/Pages\b/.test(body) ? firstPage(pdf, found(/\/Kids \[\s*(\d+) 0 R/, body)) : { number, body };
}

function withField(page: string, field: number): string {
  const listed = /\/Annots \[/.test(page) ? replaced(page, /\/Annots \[/, `/Annots [${field} 0 R `) : replaced(page, /^<</, `<<\n  /Annots [${field} 0 R]`);
  return /\/Tabs \//.test(listed) ? listed : replaced(listed, /^<</, '<<\n  /Tabs /S');
}

/** A text string (ISO 32000-1, 7.9.2.2) in UTF-16 with its mark, in hex, so that nothing in it can end it. */
const pdfText = (text: string): string => `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`;

function append(original: Buffer, objects: [number, string][], { tail, size, root }: { tail: string; size: number; root: string }): Buffer {
  const parts: Buffer[] = [original, Buffer.from('\n')];
  let offset = original.length + 1;
  let table = 'xref\n';
  for (const [number, body] of objects.toSorted(([a], [b]) => a - b)) {
    const bytes = Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1');
    table += `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
    parts.push(bytes);
    offset += bytes.length;
  }
  const trailer = `trailer\n<<\n  /Size ${size}\n  /Root ${root} 0 R\n  /Info ${found(/\/Info (\d+) 0 R/, tail)} 0 R\n  /ID ${found(/\/ID (\[[^\]]*\])/, tail)}\n  /Prev ${found(/\nstartxref\n(\d+)\n/, tail)}\n>>\n`;
  parts.push(Buffer.from(`${table}${trailer}startxref\n${offset}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(parts);
}

/** Names the bytes that are signed, all but the CMS itself, signs them and puts the CMS in its place. */
async function fill(draft: Buffer, from: number, sign: Sign): Promise<Buffer> {
  const open = draft.indexOf('/Contents <', from, 'latin1') + '/Contents '.length;
  const close = open + room * 2 + 2;
  const range = draft.indexOf(`/ByteRange [0 ${blank}`, from, 'latin1');
  const numbers = [open, close, draft.length - close].map((n) => String(n).padEnd(blank.length)).join(' ');
  draft.write(`/ByteRange [0 ${numbers}]`, range, 'latin1');
  const cms = await sign(Buffer.concat([draft.subarray(0, open), draft.subarray(close)]));
  if (cms.length > room) throw new RangeError(`The signature takes ${cms.length} bytes; there is room for ${room}. Leave certificates out of the chain.`);
  draft.write(cms.toString('hex'), open + 1, 'latin1');
  return draft;
}
