import { invalid } from '@/domain/errors';
import type { Cell } from '@/domain/purposes/exchange/cells';
import { readZip } from '@/domain/purposes/exchange/read-zip';

/** A sheet as it stands in a file: rows by their number, counted from 1 as spreadsheets do. */
export type Sheet = { name: string; rows: { number: number; cells: Cell[] }[] };

const mostRows = 100_000;
const mostColumns = 500;

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plain = (xml: string) => xml.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => (hex ? point(Number.parseInt(hex, 16)) : decimal ? point(Number(decimal)) : (entities[name ?? ''] ?? whole)));
const point = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** `_x000D_` stands for a character XML cannot hold, `_x005F_` for an underscore before such a run (ECMA-376 part 1, 22.4.2.4). */
const unescaped = (text: string) => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const attribute = (tag: string, name: string) => plain(new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
/** The text of a string item: its runs joined, phonetic readings left out. */
const textOf = (xml: string) => unescaped([...xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '').matchAll(/<t\b[^>]*?(?:\/>|>([\s\S]*?)<\/t>)/g)].map((match) => plain(match[1] ?? '')).join(''));

/** The column of a reference such as `BC7`, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The sheets of an XLSX workbook (ECMA-376), values only: formulas give what was last computed. Throws `invalid` for what is none. */
export function readXlsx(bytes: Buffer): Sheet[] {
  const parts = readZip(bytes);
  const read = (name: string) => parts.get(name)?.().toString('utf8') ?? '';
  const workbook = read('xl/workbook.xml');
  if (workbook === '') throw invalid('The workbook cannot be read: it is no XLSX file.', [{ field: 'file', message: 'file_form' }], 'file_form');
  const targets = new Map([...read('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b([^>]*)>/g)].map((match) => [attribute(match[1] ?? '', 'Id'), attribute(match[1] ?? '', 'Target')]));
  const strings = [...read('xl/sharedStrings.xml').matchAll(/<si\b[^>]*?(?:\/>|>([\s\S]*?)<\/si>)/g)].map((match) => textOf(match[1] ?? ''));
  return [...workbook.matchAll(/<sheet\b([^>]*)>/g)].map((match) => {
    const tag = match[1] ?? '';
    const target = targets.get(attribute(tag, 'r:id')) ?? '';
    return { name: attribute(tag, 'name'), rows: rowsOf(read(target.startsWith('/') ? target.slice(1) : `xl/${target}`), strings) };
  });
}

function rowsOf(xml: string, strings: string[]): Sheet['rows'] {
  const rows: Sheet['rows'] = [];
  for (const match of xml.matchAll(/<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g)) {
    const number = Number(attribute(match[1] ?? '', 'r')) || (rows.at(-1)?.number ?? 0) + 1;
    const cells: Cell[] = [];
    for (const one of (match[2] ?? '').matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const reference = attribute(one[1] ?? '', 'r');
      const column = reference === '' ? cells.length : columnOf(reference);
      if (column < 0 || column >= mostColumns) continue;
      while (cells.length < column) cells.push({ text: '' });
      cells[column] = cellOf(attribute(one[1] ?? '', 't'), one[2] ?? '', strings);
    }
    rows.push({ number, cells });
    if (rows.length > mostRows) throw invalid('The workbook has too many rows.', [{ field: 'file', message: 'too_many_rows' }], 'too_many_rows');
  }
  return rows;
}

function cellOf(type: string, inner: string, strings: string[]): Cell {
  if (type === 'inlineStr') return { text: textOf(inner) };
  const value = plain(/<v\b[^>]*>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? '');
  if (type === 's') return { text: strings[Number(value)] ?? '' };
  if (type === 'b') return { text: value === '1' ? 'true' : 'false' };
  if (type === 'str' || type === 'e') return { text: unescaped(value) };
  return value === '' ? { text: '' } : { text: value, number: Number(value) };
}
