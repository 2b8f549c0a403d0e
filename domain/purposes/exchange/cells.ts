import { codeLabels } from '@/domain/purposes/labels';
import type { Leaf } from '@/domain/purposes/shape';
import { words } from '@/domain/words/catalogue';
import { languages } from '@/domain/words/vocabulary';

/** A cell as a file gives it: its text, and its number where the file holds one. */
export type Cell = { text: string; number?: number };
/** What a cell means, or why it cannot be read: a code the interface words, what was written, and the nearest word there is. */
export type Reading = { value: unknown } | { problem: string; written: string; nearest: string | null };

const yes = new Set(['yes', 'true', 'ja', 'wahr', 'x', '1', '✓']);
const no = new Set(['no', 'false', 'nein', 'falsch', '0', '']);

/** Days since Excel's day 0; before 1 March 1900 its calendar is off by one, so such days are read as they stand. */
const excelDay = (serial: number) => new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);

/** Words a code field may be given in, lower-cased, with the code each means: the code itself and its name in every language. */
function codeWords(leaf: Leaf): Map<string, string> {
  const found = new Map(leaf.codes.map((code) => [code.toLowerCase(), code]));
  for (const language of languages) for (const { code, label } of codeLabels(leaf, words(language))) if (!found.has(label.toLowerCase())) found.set(label.toLowerCase(), code);
  return found;
}

/** What a cell says in a field. Codes are taken as codes or by name in any language; lists are split at line breaks, else at semicolons. */
export function readCell(leaf: Leaf, cell: Cell): Reading {
  const text = cell.text.trim();
  if (leaf.kind === 'flag') {
    const word = text.toLowerCase();
    return yes.has(word) ? { value: true } : no.has(word) ? { value: false } : { problem: 'yes_or_no', written: text, nearest: null };
  }
  if (leaf.kind === 'number') return text === '' ? { value: null } : /^\d{1,6}$/.test(text) ? { value: Number(text) } : { problem: 'number_form', written: text, nearest: null };
  if (leaf.kind === 'date') return text === '' ? { value: null } : readDay(text, cell.number);
  if (leaf.kind === 'code') return text === '' ? { value: undefined } : readCode(leaf, text);
  if (leaf.kind === 'lines') return { value: listed(text) };
  if (leaf.kind === 'codes') {
    const read = listed(text).map((one) => readCode(leaf, one));
    return read.find((one) => 'problem' in one) ?? { value: [...new Set(read.flatMap((one) => ('value' in one ? [one.value] : [])))] };
  }
  return { value: leaf.part === 'country' ? text.toUpperCase() : text };
}

const listed = (text: string) => text.split(text.includes('\n') ? /\r?\n/ : ';').map((one) => one.trim()).filter((one) => one !== '');

function readDay(text: string, serial: number | undefined): Reading {
  if (serial !== undefined && Number.isInteger(serial) && serial >= 61 && serial < 2_958_466) return { value: excelDay(serial) };
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  if (year) return { value: `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` };
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? { value: text } : { problem: 'date_form', written: text, nearest: null };
}

function readCode(leaf: Leaf, text: string): Reading {
  const known = codeWords(leaf);
  const code = known.get(text.toLowerCase());
  return code === undefined ? { problem: 'choose', written: text, nearest: nearestOf(text.toLowerCase(), [...known.keys()]) } : { value: code };
}

/** The word most like another, unless none is like it: fewer edits than half its letters. */
export function nearestOf(text: string, words: readonly string[]): string | null {
  const [best] = words.map((word) => ({ word, edits: editsBetween(text, word) })).sort((a, b) => a.edits - b.edits || (a.word < b.word ? -1 : 1));
  return best && best.edits <= Math.max(2, Math.floor(Math.min(text.length, best.word.length) / 2)) ? best.word : null;
}

/** Edits (insert, delete, replace) that turn one text into the other (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
