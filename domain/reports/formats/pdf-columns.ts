import type { ReportColumn } from '@/domain/reports/document';
import { breakable, drawable } from './pdf-text';

/** `width` is the column's share of the page, in points of a page that is exactly filled. */
export type PdfColumn = { label: string; numeric: boolean; width: number };

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

/**
 * Headings and widths of a table. Every column gets the room of its longest word or number, then the columns that have
 * more to say share what is left. `rows` are the cells as printed, `true` for a withheld one.
 */
export function pdfColumns(columns: ReportColumn[], rows: (string | true)[][], withheld: string): PdfColumn[] {
  const sample = rows.slice(0, 300);
  const labels = columns.map((column) => (column.type === 'instant' ? `${column.label} (UTC)` : column.label));
  const needs = columns.map((column, at) => {
    const cells = sample.map((row) => row[at]).map((cell) => (cell === true ? withheld : (cell ?? '')));
    return need(column, labels[at] ?? '', cells, textSize(columns));
  });
  const widths = shared(needs, isWide(columns) ? landscapePoints : portraitPoints);
  return columns.map((column, at) => ({
    label: breakable(drawable(labels[at] ?? '')),
    numeric: column.type === 'integer' || column.type === 'rate',
    width: Math.round((widths[at] ?? insetPoints) * 100) / 100,
  }));
}

type Need = { least: number; liked: number };

function need(column: ReportColumn, label: string, cells: string[], size: number): Need {
  const points = (letters: number, em: number) => letters * size * em + insetPoints;
  // A heading may be hyphenated past twelve letters.
  const heading = points(Math.min(longest(label.split(/[\s\u00AD]/)), 12), 0.64);
  if (column.type !== 'text') {
    const least = Math.max(heading, points(longest(cells), 0.58));
    return { least, liked: least };
  }
  const words = longest(cells.flatMap((cell) => cell.split(/[\s\u200B]/)));
  const least = Math.max(heading, points(Math.min(words, 17), 0.58));
  return { least, liked: Math.max(least, points(Math.min(longest(cells), 60), 0.55)) };
}

function shared(needs: Need[], room: number): number[] {
  const least = total(needs.map((each) => each.least));
  if (least >= room) return needs.map((each) => (each.least * room) / least);
  const wished = total(needs.map((each) => each.liked - each.least));
  const left = room - least;
  if (wished >= left) return needs.map((each) => each.least + ((each.liked - each.least) * left) / wished);
  const liked = total(needs.map((each) => each.liked));
  return needs.map((each) => (each.liked * room) / liked);
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function longest(texts: string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}
