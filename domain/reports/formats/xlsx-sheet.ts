import { columnName, cellText, plainText, printText } from './xlsx-xml';
import { styleOf, styleOfText, type Look } from './xlsx-styles';

/** One cell of a worksheet: a text, or a number with the look that gives it its meaning. */
export type SheetCell = { text: string; look: Look } | { number: number; look: Look } | null;

/** A worksheet ready to be written. Rows are asked for a batch at a time. */
export type Sheet = {
  name: string;
  /** The sentence in a merged first row and in the print header, or null. */
  notice: string | null;
  /** Column headings: frozen, filtered and repeated in print; null for a sheet that is not a table. */
  header: SheetCell[] | null;
  widths: number[];
  rows: () => Iterable<SheetCell[][]> | AsyncIterable<SheetCell[][]>;
  rowCount: number;
  footer: string;
};

/** The row number of the headings, counted from 1. */
export function headerRow(sheet: Sheet): number {
  return sheet.notice === null ? 1 : 2;
}

/** The cells from the headings to the last row, e.g. `A2:F40`: what the filter works on. */
export function filterRange(sheet: Sheet, absolute: boolean): string {
  const mark = absolute ? '$' : '';
  const last = headerRow(sheet) + sheet.rowCount;
  return `${mark}A${mark}${headerRow(sheet)}:${mark}${columnName(Math.max(sheet.widths.length, 1) - 1)}${mark}${last}`;
}

/**
 * The XML of a worksheet in the element order of ECMA-376 part 1, 18.3.1.99 (Excel repairs files with another order).
 * Text is always an inline string; a formula element is never written.
 */
export async function* sheetXml(sheet: Sheet, first: boolean): AsyncGenerator<string> {
  const isTable = sheet.header !== null;
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  yield '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  yield `<sheetViews><sheetView${first ? ' tabSelected="1"' : ''}${isTable ? '' : ' showGridLines="0"'} workbookViewId="0">${pane(sheet)}</sheetView></sheetViews>`;
  yield '<sheetFormatPr defaultRowHeight="15"/>';
  yield `<cols>${sheet.widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`;
  yield '<sheetData>';
  let number = 1;
  if (sheet.notice !== null) {
    const lines = Math.ceil((sheet.notice.length * 1.15) / Math.max(sum(sheet.widths), 8));
    yield row(number++, [{ text: sheet.notice, look: 'notice' }], ` ht="${Math.min(20 * Math.max(lines, 1), 400)}" customHeight="1"`);
  }
  if (sheet.header !== null) yield row(number++, sheet.header, heightOf(sheet.header, sheet.widths));
  const known: Known = new Map();
  for await (const batch of sheet.rows()) {
    let xml = '';
    for (const cells of batch) xml += row(number++, cells, heightOf(cells, sheet.widths), known);
    yield xml;
  }
  yield '</sheetData>';
  if (isTable) yield `<autoFilter ref="${filterRange(sheet, false)}"/>`;
  if (sheet.notice !== null && sheet.widths.length > 1) {
    yield `<mergeCells count="1"><mergeCell ref="A1:${columnName(sheet.widths.length - 1)}1"/></mergeCells>`;
  }
  yield '<pageMargins left="0.5" right="0.5" top="0.9" bottom="0.75" header="0.4" footer="0.3"/>';
  yield `<pageSetup paperSize="9" orientation="${sheet.widths.length > 5 ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`;
  yield `<headerFooter>${printHeader(sheet)}<oddFooter>${plainText(`&L${printText(sheet.footer, 200)}&R&P / &N`)}</oddFooter></headerFooter>`;
  yield '</worksheet>';
}

function sum(widths: number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

const wrapped: ReadonlySet<Look> = new Set<Look>(['normal', 'header', 'headerRight', 'strong']);

/** The height of a row whose texts take several lines: not every program works it out when it opens a file. At most what a row can have, 409 points. */
function heightOf(cells: SheetCell[], widths: number[]): string {
  let lines = 1;
  for (const [at, cell] of cells.entries()) {
    if (cell === null || 'number' in cell || !wrapped.has(cell.look)) continue;
    const room = Math.max((widths[at] ?? 10) - 1, 4);
    if (cell.text.length <= room && !cell.text.includes('\n')) continue;
    lines = Math.max(lines, cell.text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.1) / room)), 0));
  }
  return lines === 1 ? '' : ` ht="${Math.min(15 * lines, 409)}"`;
}

function pane(sheet: Sheet): string {
  const above = (sheet.notice === null ? 0 : 1) + (sheet.header === null ? 0 : 1);
  if (above === 0) return '';
  return `<pane ySplit="${above}" topLeftCell="A${above + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${above + 1}" sqref="A${above + 1}"/>`;
}

function printHeader(sheet: Sheet): string {
  if (sheet.notice === null) return '';
  return `<oddHeader>${plainText(`&C&"-,Bold"${printText(sheet.notice, 240)}`)}</oddHeader>`;
}

/** Texts already written, by look and text: in a long table most texts come again and again. */
type Known = Map<string, string>;
const mostKnown = 4_096;
const longestKnown = 64;

function row(number: number, cells: SheetCell[], attributes: string, known: Known = new Map()): string {
  let xml = `<row r="${number}"${attributes}>`;
  for (const [at, cell] of cells.entries()) {
    if (cell === null) continue;
    const reference = `${columnName(at)}${number}`;
    if ('number' in cell) xml += `<c r="${reference}" s="${styleOf(cell.look)}"><v>${cell.number}</v></c>`;
    else xml += `<c r="${reference}" ${textOf(cell, known)}</c>`;
  }
  return `${xml}</row>`;
}

function textOf({ look, text }: { look: Look; text: string }, known: Known): string {
  const key = `${look} ${text}`;
  const before = text.length > longestKnown ? undefined : known.get(key);
  if (before !== undefined) return before;
  const xml = `s="${styleOfText(look, text)}" t="inlineStr"><is><t xml:space="preserve">${cellText(text)}</t></is>`;
  if (text.length <= longestKnown && known.size < mostKnown) known.set(key, xml);
  return xml;
}
