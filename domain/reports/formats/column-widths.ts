import type { ReportColumn } from '@/domain/reports/document';
import { printedLabel } from './written-cell';

/** `width` is the column's share of the page, in points of a page that is exactly filled. */
export type PrintedColumn = { numeric: boolean; width: number };

const widestPortrait = 7;
const portraitPoints = 482;
const landscapePoints = 729;
const insetPoints = 8;

/** Whether a table of so many columns needs a landscape page. */
export function isWide(columns: readonly unknown[]): boolean {
  return columns.length > widestPortrait;
}

/** The text size in points for a table of so many columns. */
export function textSize(columns: readonly unknown[]): number {
  if (!isWide(columns)) return 9;
  return columns.length > 11 ? 7 : 8;
}

/** The columns of a table, the part of the page they take (0..1), and whether they are so tight that any word may be hyphenated. */
export type Layout<Column = PrintedColumn> = { columns: Column[]; share: number; tight: boolean };

/**
 * Widths of a table's columns. Every column gets the room of its longest word or number, then the columns that have
 * more to say share what is left. A table that needs little is not drawn out over the page: numbers would stand far from their names.
 */
export function columnWidths(columns: ReportColumn[], rows: (string | true)[][], withheld: string): Layout {
  const sample = rows.slice(0, 300);
  const labels = columns.map(printedLabel);
  const needs = columns.map((column, at) => {
    const cells = sample.map((row) => row[at]).map((cell) => (cell === true ? withheld : (cell ?? '')));
    return need(column, labels[at] ?? '', cells, textSize(columns));
  });
  const room = isWide(columns) ? landscapePoints : portraitPoints;
  const widths = shared(needs, room);
  return {
    columns: columns.map((column, at) => ({ numeric: column.type === 'integer' || column.type === 'rate', width: Math.round((widths[at] ?? insetPoints) * 100) / 100 })),
    share: Math.min(Math.round((total(widths) / room) * 1_000) / 1_000, 1),
    tight: total(needs.map(({ least }) => least)) >= room,
  };
}

/** In points: without breaking a word, on one line, and how much there is to say in an ordinary row. */
type Need = { least: number; liked: number; bulk: number };

/** Longer words are hyphenated where a column is narrow. */
const longestWord = 13;
/** A table that fits is widened by so much at most. */
const mostStretch = 1.6;

function need(column: ReportColumn, label: string, cells: string[], size: number): Need {
  const points = (letters: number, em: number) => letters * size * em + insetPoints;
  const heading = points(Math.min(longest(label.split(/[\s\u00AD]/)), longestWord), 0.64);
  if (column.type !== 'text') {
    const least = Math.max(heading, points(longest(cells), 0.58));
    return { least, liked: least, bulk: 0 };
  }
  const words = cells.flatMap((cell) => cell.split(/[\s\u200B]/));
  const whole = Math.max(Math.min(longest(words.filter((word) => isWord.test(word))), longestWord), Math.min(longest(words.filter((word) => !isWord.test(word))), 17));
  const least = Math.max(heading, points(whole, 0.58));
  const lines = cells.flatMap((cell) => cell.split('\n'));
  // The root of the mean square: a few long cells among empty ones need room too.
  const bulk = points(Math.sqrt(total(cells.map((cell) => cell.length ** 2)) / Math.max(cells.length, 1)), 0.55);
  return { least, liked: Math.max(least, points(longest(lines), 0.55)), bulk };
}

/** What may be hyphenated; in a name made of digits and signs a hyphen would be read as part of it. */
const isWord = /^\P{N}+$/u;

/** What is left goes to the columns by how much they have to say, to none more than it takes on one line. */
function shared(needs: Need[], room: number): number[] {
  const least = total(needs.map((each) => each.least));
  if (least >= room) return needs.map((each) => (each.least * room) / least);
  const liked = total(needs.map((each) => each.liked));
  if (liked <= room) return needs.map((each) => each.liked * (liked * mostStretch > room * 0.8 ? room / liked : mostStretch));
  const widths = needs.map((each) => each.least);
  for (let left = room - least; left > 1; ) {
    const open = needs.flatMap((each, at) => (each.liked - (widths[at] ?? 0) > 0.5 ? [{ at, bulk: Math.max(each.bulk, 1), most: each.liked - (widths[at] ?? 0) }] : []));
    const weight = total(open.map(({ bulk }) => bulk));
    const given = open.map(({ at, bulk, most }) => ({ at, points: Math.min((left * bulk) / weight, most) }));
    for (const { at, points } of given) widths[at] = (widths[at] ?? 0) + points;
    left -= total(given.map(({ points }) => points));
    if (open.length === 0) break;
  }
  return widths;
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function longest(texts: string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}
