import type { ReportDocument } from '@/domain/reports/document';
import { filterRange, headerRow, type Sheet } from './xlsx-sheet';
import { stylesXml } from './xlsx-styles';
import { plainText } from './xlsx-xml';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageSchema = 'http://schemas.openxmlformats.org/package/2006';
const officeSchema = 'http://schemas.openxmlformats.org/officeDocument/2006';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Every part of the package except the worksheets, by path (ECMA-376 part 2, Open Packaging Conventions). The document
 * properties hold no date and no person, so that the same report is the same bytes.
 */
export function packageParts(document: ReportDocument, sheets: Sheet[]): Map<string, string> {
  return new Map([
    ['[Content_Types].xml', declaration + contentTypes(sheets)],
    ['_rels/.rels', declaration + packageRelations()],
    ['docProps/app.xml', `${declaration}<Properties xmlns="${officeSchema}/extended-properties"><Application>Noticeboard</Application></Properties>`],
    ['docProps/core.xml', declaration + coreProperties(document)],
    ['xl/_rels/workbook.xml.rels', declaration + workbookRelations(sheets)],
    ['xl/styles.xml', declaration + stylesXml(document.language)],
    ['xl/workbook.xml', declaration + workbook(sheets)],
  ]);
}

/** The path of a worksheet counted from 0. */
export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

function contentTypes(sheets: Sheet[]): string {
  const parts = [
    ['/xl/workbook.xml', `${spreadsheetType}.sheet.main+xml`],
    ['/xl/styles.xml', `${spreadsheetType}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
    ...sheets.map((_, index) => [`/${sheetPath(index)}`, `${spreadsheetType}.worksheet+xml`]),
  ];
  return (
    `<Types xmlns="${packageSchema}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `${parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join('')}</Types>`
  );
}

function relations(list: [type: string, target: string][]): string {
  const entries = list.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${packageSchema}/relationships">${entries.join('')}</Relationships>`;
}

function packageRelations(): string {
  return relations([
    [`${officeSchema}/relationships/officeDocument`, 'xl/workbook.xml'],
    [`${packageSchema}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    [`${officeSchema}/relationships/extended-properties`, 'docProps/app.xml'],
  ]);
}

function workbookRelations(sheets: Sheet[]): string {
  return relations([
    ...sheets.map((_, index): [string, string] => [`${officeSchema}/relationships/worksheet`, `worksheets/sheet${index + 1}.xml`]),
    [`${officeSchema}/relationships/styles`, 'styles.xml'],
  ]);
}

function coreProperties(document: ReportDocument): string {
  const description = document.illustrative === null ? '' : `<dc:description>${plainText(document.illustrative)}</dc:description>`;
  return (
    `<cp:coreProperties xmlns:cp="${packageSchema}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
    `<dc:title>${plainText(document.title)}</dc:title><dc:subject>${plainText(document.subtitle)}</dc:subject>` +
    `<dc:creator>Noticeboard</dc:creator>${description}<dc:language>${plainText(document.language)}</dc:language></cp:coreProperties>`
  );
}

function workbook(sheets: Sheet[]): string {
  const list = sheets.map((sheet, index) => `<sheet name="${plainText(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  return (
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeSchema}/relationships">` +
    `<bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets>${definedNames(sheets)}</workbook>`
  );
}

/** The names Excel itself keeps for a filter and for the rows repeated in print; without them it asks to repair some files. */
function definedNames(sheets: Sheet[]): string {
  const filters: string[] = [];
  const titles: string[] = [];
  sheets.forEach((sheet, index) => {
    if (sheet.header === null) return;
    const quoted = plainText(`'${sheet.name.replaceAll("'", "''")}'`);
    filters.push(`<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${quoted}!${filterRange(sheet, true)}</definedName>`);
    titles.push(`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}!$1:$${headerRow(sheet)}</definedName>`);
  });
  return `<definedNames>${filters.join('')}${titles.join('')}</definedNames>`;
}
