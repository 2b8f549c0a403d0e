import { type BodyRecord, CsvTable, maxLineBytes, unclosedQuote } from '@/domain/uptake/read-records';
import { BodyReader, endOfLine } from '@/domain/uptake/scan/body-reader';
import { CsvRows } from '@/domain/uptake/scan/csv-row';
import type { Fields } from '@/domain/uptake/scan/fields';
import type { Window } from '@/domain/uptake/scan/window';

const [quote, comma, newline] = [0x22, 0x2c, 0x0a];

/** Rows of RFC 4180 behind a header row, LF or CRLF. */
export class CsvReader extends BodyReader {
  private readonly table = new CsvTable();
  private plainRows: CsvRows | null = null;
  /** Newlines inside the quotes of the row that is being delimited. */
  private inside = 0;

  override read(window: Window): boolean {
    if (super.read(window)) return true;
    if (window.isLast && window.start < window.end) throw unclosedQuote();
    return false;
  }

  protected override recognise({ bytes, start, end, isLast }: Window): Fields | null {
    this.inside = 0;
    if (this.plainRows === null) return null;
    this.stop = this.plainRows.recognise(bytes, start);
    const isWhole = this.stop >= 0 && (this.stop < end || (isLast && this.stop === end));
    return isWhole ? this.plainRows.fields : null;
  }

  /** Goes by the same rules as `csvRows`: quotes count at a cell's start or doubled, and a row that is too long ends at its next newline whatever its quotes. */
  protected override delimit({ bytes, start, end, isLast }: Window): number {
    let place = 'start' as 'start' | 'bare' | 'quoted' | 'closed';
    // The byte behind the last is a newline: so does a row end that has none.
    const last = isLast ? end : end - 1;
    for (let at = start; at <= last; at += 1) {
      const byte = bytes[at];
      if (byte === newline && (place !== 'quoted' || at - start > maxLineBytes)) return at;
      if (byte === newline) this.inside += 1;
      else if (place === 'quoted') place = byte === quote ? 'closed' : 'quoted';
      else if (byte === quote && place !== 'bare') place = 'quoted';
      else place = byte === comma ? 'start' : 'bare';
    }
    return -1;
  }

  protected override delimitRest(window: Window): number {
    return endOfLine(window);
  }

  protected override record(line: number, bytes: Buffer | null): BodyRecord | null {
    const record = this.table.record(line, bytes);
    if (this.plainRows === null && this.table.header !== null) this.plainRows = new CsvRows(this.table.header);
    return record;
  }

  protected override pass(window: Window, stop: number): void {
    window.start = Math.min(stop + 1, window.end);
    this.line += 1 + this.inside;
  }
}
