import type { Act, Cell, EventChunk, EventColumns, LineFault } from '@/domain/uptake/columns';
import type { UptakeEvent } from '@/domain/uptake/event';
import type { LineError } from '@/domain/uptake/parse-event';

const mostEntries = 65_536;
const mostDictionaryText = 16 * 1024 * 1024;
const firstRows = 1024;
const subjectBytes = 32;

/** Gathers rows and refused lines into the columns of one chunk after another, over the same buffers. */
export class ColumnWriter {
  /** The buffer behind `columns.subject`. */
  subjects = Buffer.alloc(firstRows * subjectBytes);
  private readonly columns: EventColumns;
  private errors: LineFault[] = [];
  private idBytes = 0;
  private readonly cells = new Map<string, number>();
  private readonly acts = new Map<string, number>();
  private dictionaryText = 0;

  constructor(private readonly chunkSize: number) {
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
      dictionary: { generation: 0, cells: [], acts: [] },
    };
  }

  /** A chunk is full before its size is reached when what it says could not be held otherwise, such as thousands of long lists of purposes. */
  get isFull(): boolean {
    return this.columns.size + this.errors.length >= this.chunkSize || this.dictionaryText > mostDictionaryText;
  }

  get isEmpty(): boolean {
    return this.columns.size + this.errors.length === 0;
  }

  /** Notes a refused line. */
  refuse(line: number, error: LineError): void {
    this.errors.push({ line, ...error });
  }

  /** Adds an event that the slow way accepted; returns the places of its cell and its act in the dictionary. */
  addEvent(line: number, event: UptakeEvent, subject: Uint8Array): { cell: number; act: number } {
    const id = Buffer.from(event.id, 'utf8');
    const cell = this.cellOf(event);
    const act = this.actOf(event);
    const row = this.addRow(line, microsOf(event.occurredAt), cell, act, id, 0, id.length);
    this.subjects.set(subject, row * subjectBytes);
    return { cell, act };
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

  /** Begins the next chunk over the same buffers. Returns whether the dictionary had grown past its limit and was emptied. */
  restart(): boolean {
    const { dictionary } = this.columns;
    this.errors = [];
    this.idBytes = 0;
    this.columns.size = 0;
    if (dictionary.cells.length + dictionary.acts.length <= mostEntries && this.dictionaryText <= mostDictionaryText) return false;
    this.columns.dictionary = { generation: dictionary.generation + 1, cells: [], acts: [] };
    this.cells.clear();
    this.acts.clear();
    this.dictionaryText = 0;
    return true;
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

  private cellOf({ region, platform, channel, appVersion, locale }: UptakeEvent): number {
    const cell: Cell = { region, platform, channel, appVersion, locale };
    return this.indexOf(this.cells, JSON.stringify(cell), this.columns.dictionary.cells, cell);
  }

  private actOf({ type, notice, variant, actor, purposes }: UptakeEvent): number {
    const choices = purposes && Object.keys(purposes).sort().map((key) => [key, purposes[key]]);
    const act: Act = { type, notice, variant, actor, purposes };
    return this.indexOf(this.acts, JSON.stringify([type, notice, variant, actor, choices]), this.columns.dictionary.acts, act);
  }

  private indexOf<T extends Cell | Act>(known: Map<string, number>, key: string, entries: T[], entry: T): number {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, entries.length);
    this.dictionaryText += key.length;
    return entries.push(entry) - 1;
  }
}

function grown<T extends Buffer | Uint8Array | Uint16Array | Int32Array | Float64Array>(old: T, wider: T): T {
  wider.set(old);
  return wider;
}

const microsOf = (utc: string) => Date.parse(`${utc.slice(0, 23)}Z`) * 1000 + Number(utc.slice(23, 26));
