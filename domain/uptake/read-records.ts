import { isUtf8 } from 'node:buffer';
import { invalid } from '@/domain/errors';
import { cellsOf, csvRows } from '@/domain/uptake/csv-rows';
import { jsonElements } from '@/domain/uptake/json-elements';
import { type LineError, eventFields } from '@/domain/uptake/parse-event';
import { repeatedName } from '@/domain/uptake/repeated-name';
import type { EventFormat } from '@/domain/uptake/vocabulary';

/** One line of a body: its number (the element's position for a JSON array, from 1) and what stood there. */
export type BodyRecord = { line: number; value: unknown; error?: never } | { line: number; value?: never; error: LineError };

/** A line longer than this is refused, and so is never held in memory. */
export const maxLineBytes = 64 * 1024;

/**
 * Reads a body of any length as records, in order, holding one line at a time. Wrong lines come out as errors, the rest goes on.
 * Throws `Truncated` when the body ends inside a record, `invalid` for a CSV header that no row can be read by.
 */
export function readRecords(body: AsyncIterable<Uint8Array>, format: EventFormat): AsyncGenerator<BodyRecord> {
  if (format === 'csv') return csvRecords(body);
  if (format === 'json') return jsonRecords(jsonElements(body, maxLineBytes));
  return jsonRecords(lines(body));
}

/** The body ended before its last record did. */
export class Truncated extends Error {
  override readonly name = 'Truncated';
}

const tooLong = { field: null, code: 'too_long', message: `A line has at most ${maxLineBytes} bytes.` } as const;

const notUtf8 = { field: null, code: 'invalid', message: 'This line is not UTF-8. Save or send the file as UTF-8.' } as const;

/** Null for bytes that are not UTF-8: with U+FFFD in their place, two people would be one. */
const textOf = (bytes: Buffer): string | null => (isUtf8(bytes) ? bytes.toString('utf8') : null);

/** Bytes without the byte order mark that some programs begin a file with. */
export const withoutMark = (bytes: Buffer): Buffer => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes);

/** The record of one JSON text, an error for one that is wrong or was too long to hold (null); null for a blank one. */
export function jsonRecord(line: number, bytes: Buffer | null): BodyRecord | null {
  if (bytes === null) return { line, error: tooLong };
  const text = textOf(bytes);
  if (text === null) return { line, error: notUtf8 };
  return text.trim() === '' ? null : parseJson(line, text);
}

function parseJson(line: number, text: string): BodyRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, error: { field: null, code: 'not_json', message: 'This line is not JSON.' } };
  }
  const error = repeatedName(text, value);
  return error ? { line, error } : { line, value };
}

async function* jsonRecords(elements: AsyncIterable<{ line: number; bytes: Buffer | null }>): AsyncGenerator<BodyRecord> {
  for await (const { line, bytes } of elements) {
    const record = jsonRecord(line, bytes);
    if (record) yield record;
  }
}

async function* lines(body: AsyncIterable<Uint8Array>): AsyncGenerator<{ line: number; bytes: Buffer | null }> {
  let held: Uint8Array[] = [];
  let size = 0;
  let line = 1;
  const take = () => {
    const bytes = size > maxLineBytes ? null : withoutMark(Buffer.concat(held));
    held = [];
    size = 0;
    return { line: line++, bytes };
  };
  for await (const chunk of body) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      size += end - start;
      if (size <= maxLineBytes) held.push(chunk.subarray(start, end));
      start = end + 1;
      yield take();
    }
    size += chunk.length - start;
    if (size <= maxLineBytes) held.push(chunk.subarray(start));
    else held = [];
  }
  if (size > 0) yield take();
}

async function* csvRecords(body: AsyncIterable<Uint8Array>): AsyncGenerator<BodyRecord> {
  const rows = csvRows(body, maxLineBytes);
  const table = new CsvTable();
  for (let next = await rows.next(); ; next = await rows.next()) {
    if (next.done) {
      if (next.value) throw unclosedQuote();
      return;
    }
    const record = table.record(next.value.line, next.value.bytes);
    if (record) yield record;
  }
}

/** What is thrown when a CSV body ends inside a quoted cell. */
export const unclosedQuote = (): Truncated => new Truncated('The CSV ends inside a quoted cell.');

/** The rows of one CSV body as records; its first row is the header. */
export class CsvTable {
  /** The names of the columns, null before they were read. */
  header: string[] | null = null;

  /**
   * The record of one row, an error for one that is wrong or was too long to hold (null); null for a blank row and the header.
   * Throws `invalid` for a header that no row can be read by.
   */
  record(line: number, bytes: Buffer | null): BodyRecord | null {
    if (bytes === null) return { line, error: tooLong };
    const { header } = this;
    const text = textOf(header === null ? withoutMark(bytes) : bytes)?.replace(/\r$/, '');
    if (text === undefined && header === null) throw invalid('The header row is not UTF-8. Save or send the file as UTF-8.', [], 'not_utf8');
    if (text === undefined) return { line, error: notUtf8 };
    if (text === '' || text === '\uFEFF') return null;
    const cells = cellsOf(text);
    if (cells === null) return { line, error: { field: null, code: 'invalid', message: 'The quotes of this row do not match: a cell that holds a quote stands in quotes, and the quote is written twice.' } };
    if (header === null) {
      this.header = readHeader(cells);
      return null;
    }
    if (cells.length !== header.length) return { line, error: { field: null, code: 'invalid', message: 'This row has another number of cells than the header.' } };
    return csvRecord(line, header, cells);
  }
}

function readHeader(cells: string[]): string[] {
  const names = cells.map((name) => name.trim());
  const repeated = names.find((name, i) => eventFields.has(name) && names.indexOf(name) < i);
  if (repeated !== undefined) throw invalid(`The header row names the column ${repeated} twice. Name each column once.`, [], 'repeated_column');
  return names;
}

function csvRecord(line: number, header: string[], cells: string[]): BodyRecord {
  const value: Record<string, unknown> = Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''] as const).filter(([, cell]) => cell !== ''));
  const { purposes: cell } = value;
  if (typeof cell !== 'string') return { line, value };
  let purposes: unknown;
  try {
    purposes = JSON.parse(cell);
  } catch {
    return { line, error: { field: 'purposes', code: 'not_json', message: 'purposes is a JSON object in its cell.' } };
  }
  const error = repeatedName(`{"purposes":${cell}}`, { purposes });
  return error ? { line, error } : { line, value: { ...value, purposes } };
}
