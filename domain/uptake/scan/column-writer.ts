import type { Dictionary, EventChunk, EventColumns, LineFault } from '@/domain/uptake/columns';
import type { LineError } from '@/domain/uptake/parse-event';
import { grown } from '@/domain/uptake/engine/grown';

const firstRows = 1024;
/** The length of a pseudonym. */
export const subjectBytes = 32;

/** Gathers rows and refused lines into the columns of one chunk after another, over the same buffers. */
export class ColumnWriter {
  /** The buffer behind `columns.subject`. */
  subjects = Buffer.alloc(firstRows * subjectBytes);
  private readonly columns: EventColumns;
  private errors: LineFault[] = [];
  private idBytes = 0;

  constructor(private readonly chunkSize: number, dictionary: Dictionary) {
    this.columns = {
      size: 0,
      line: new Float64Array(firstRows),
      subject: this.subjects,
      at: new Float64Array(firstRows),
      cell: new Int32Array(firstRows),
      act: new Int32Array(firstRows),
      idStart: new Int32Array(firstRows),
      idLength: new Uint16Array(firstRows),
      ids: new Uint8Array(firstRows * 40),
      dictionary,
    };
  }

  get isFull(): boolean {
    return this.columns.size + this.errors.length >= this.chunkSize;
  }

  get isEmpty(): boolean {
    return this.columns.size + this.errors.length === 0;
  }

  /** Notes a refused line. */
  refuse(line: number, error: LineError): void {
    this.errors.push({ line, ...error });
  }

  /** Adds a row and returns its number; its subject is still to be written to `subjects`. */
  addRow(line: number, at: number, cell: number, act: number, bytes: Uint8Array, idStart: number, idEnd: number): number {
    const { columns } = this;
    const row = columns.size;
    if (row === columns.line.length) this.growRows();
    if (this.idBytes + idEnd - idStart > columns.ids.length) columns.ids = grown(columns.ids, new Uint8Array(columns.ids.length * 2));
    const { ids } = columns;
    columns.line[row] = line;
    columns.at[row] = at;
    columns.cell[row] = cell;
    columns.act[row] = act;
    columns.idStart[row] = this.idBytes;
    columns.idLength[row] = idEnd - idStart;
    let target = this.idBytes;
    for (let i = idStart; i < idEnd; i += 1) ids[target++] = bytes[i] ?? 0;
    this.idBytes = target;
    columns.size = row + 1;
    return row;
  }

  /** The chunk gathered so far, with the number of the body's bytes that it covers. */
  chunk(bytes: number): EventChunk {
    return { columns: this.columns, errors: this.errors, bytes };
  }

  /** Begins the next chunk over the same buffers. */
  restart(dictionary: Dictionary): void {
    this.errors = [];
    this.idBytes = 0;
    this.columns.size = 0;
    this.columns.dictionary = dictionary;
  }

  private growRows(): void {
    const { columns } = this;
    const rows = Math.min(columns.line.length * 2, this.chunkSize);
    columns.line = grown(columns.line, new Float64Array(rows));
    columns.subject = this.subjects = grown(this.subjects, Buffer.alloc(rows * subjectBytes));
    columns.at = grown(columns.at, new Float64Array(rows));
    columns.cell = grown(columns.cell, new Int32Array(rows));
    columns.act = grown(columns.act, new Int32Array(rows));
    columns.idStart = grown(columns.idStart, new Int32Array(rows));
    columns.idLength = grown(columns.idLength, new Uint16Array(rows));
  }
}
