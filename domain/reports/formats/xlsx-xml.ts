/** Excel's limit for the text of one cell, in UTF-16 code units (ECMA-376 sets none; Excel refuses longer files). */
export const longestText = 32_767;

/** C0 controls, U+FFFE and U+FFFF are not in XML 1.0; CR is, but every parser turns it into LF. TAB and LF may stay. */
const notInXml = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;
const looksEscaped = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * Text as it may stand in a cell: clipped to 32,767 code units, controls as `_x00NN_` (ECMA-376 part 1, 22.4.2.4
 * ST_Xstring), an underscore that would read as such an escape as `_x005F_`, a lone surrogate as U+FFFD.
 */
export function cellText(text: string): string {
  const whole = clip(text, longestText).replace(looksEscaped, '_x005F_');
  return escaped(whole.replace(notInXml, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`));
}

/** Text for an attribute, a document property or a print header: controls become spaces, because no escape is defined there. */
export function plainText(text: string): string {
  return escaped(text.replace(notInXml, ' ').replace(/[\t\n]/g, ' '));
}

/** The first `length` code units, without half a surrogate pair at the end. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

function escaped(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** `A`, `B` … `Z`, `AA` … for a column counted from 0. */
export function columnName(index: number): string {
  return (names[index] ??= nameOf(index));
}

const names: string[] = [];

function nameOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? nameOf(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/**
 * A print header in Excel's little language (ECMA-376 part 1, 18.3.1.46): `&` doubled, at most 255 code units with
 * the codes around it.
 */
export function printText(text: string, room: number): string {
  let result = '';
  for (const character of text.replace(/\s+/g, ' ')) {
    const next = character === '&' ? '&&' : character;
    if (result.length + next.length > room) break;
    result += next;
  }
  return result;
}
