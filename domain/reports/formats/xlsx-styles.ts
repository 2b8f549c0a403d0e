import { startsFormula } from './formula';

/**
 * Every look a cell can have. Those that carry text exist twice: with `quotePrefix`, Excel keeps a text such as
 * `=1+1` a text even after it was edited (ECMA-376 part 1, 18.8.45).
 */
const looks = {
  normal: '<alignment vertical="top" wrapText="1"/>',
  header: '<alignment vertical="top" wrapText="1"/>',
  headerRight: '<alignment horizontal="right" vertical="top" wrapText="1"/>',
  title: '<alignment vertical="top"/>',
  plain: '<alignment vertical="top"/>',
  strong: '<alignment vertical="top" wrapText="1"/>',
  notice: '<alignment vertical="center" wrapText="1"/>',
  withheld: '<alignment horizontal="right" vertical="top"/>',
  integer: '<alignment vertical="top"/>',
  rate: '<alignment vertical="top"/>',
  date: '<alignment horizontal="left" vertical="top"/>',
  instant: '<alignment horizontal="left" vertical="top"/>',
} as const;

export type Look = keyof typeof looks;

const names = Object.keys(looks);
const font: Partial<Record<Look, number>> = { header: 1, headerRight: 1, strong: 1, title: 2, notice: 3, withheld: 4 };
const fill: Partial<Record<Look, number>> = { header: 2, headerRight: 2, notice: 3 };
const border: Partial<Record<Look, number>> = { header: 1, headerRight: 1 };
const numberFormat: Partial<Record<Look, number>> = { integer: 3, rate: 164, date: 165, instant: 166 };

/** The number of a look in `styles.xml`. */
export function styleOf(look: Look): number {
  return 1 + names.indexOf(look);
}

/** The number of a look for this text: the one with `quotePrefix` when the text could be read as a formula. */
export function styleOfText(look: Look, text: string): number {
  return styleOf(look) + (startsFormula(text) ? names.length : 0);
}

/** `xl/styles.xml`. Rates have one decimal; whether a space stands before the percent sign follows the document's language. */
export function stylesXml(language: string): string {
  const spaced = /\s%$/.test(new Intl.NumberFormat(language, { style: 'percent' }).format(0.5));
  const formats = [spaced ? '0.0\\ %' : '0.0%', 'yyyy\\-mm\\-dd', 'yyyy\\-mm\\-dd\\ hh:mm:ss'];
  const numFmts = formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`).join('');
  const xfs = [false, true].flatMap((quoted) => Object.entries(looks).map(([name, alignment]) => xf(name, alignment, quoted)));
  return (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<numFmts count="${formats.length}">${numFmts}</numFmts>` +
    `<fonts count="5">${typeface('', 11, 'FF000000')}${typeface('<b/>', 11, 'FF000000')}${typeface('<b/>', 16, 'FF000000')}` +
    `${typeface('<b/>', 11, 'FF7A3E00')}${typeface('<i/>', 11, 'FF595959')}</fonts>` +
    `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('FFEDEFF2')}${solid('FFFFF3E0')}</fills>` +
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FF595959"/></bottom><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${xfs.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${xfs.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

function isLook(name: string): name is Look {
  return name in looks;
}

function xf(name: string, alignment: string, quoted: boolean): string {
  if (!isLook(name)) return '';
  const ids = `numFmtId="${numberFormat[name] ?? 0}" fontId="${font[name] ?? 0}" fillId="${fill[name] ?? 0}" borderId="${border[name] ?? 0}" xfId="0"`;
  const applied = `${quoted ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"`;
  return `<xf ${ids}${applied}>${alignment}</xf>`;
}

function typeface(mark: string, size: number, colour: string): string {
  return `<font>${mark}<sz val="${size}"/><color rgb="${colour}"/><name val="Calibri"/><family val="2"/></font>`;
}

function solid(colour: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
}
