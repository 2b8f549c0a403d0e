import type { Act, Cell, EventChunk, EventColumns, LineFault } from '@/domain/uptake/columns';
import type { UptakeEvent } from '@/domain/uptake/event';
import type { LineError } from '@/domain/uptake/parse-event';

const dictionaryLimit = 65_536;

/** Gathers rows and refused lines into the columns of one chunk after another, over the same buffers. */
export class ColumnWriter {
  readonly columns: EventColumns;
  private errors: LineFault[] = [];
  private idBytes = 0;
  private cells = new Map<string, number>();
  private acts = new Map<string, number>();

  constructor(private readonly chunkSize: number) {
    this.columns = {
      size: 0,
      line: new Float64Array(chunkSize),
      subject: new Uint8Array(chunkSize * 32),
      at: new Float64Array(chunkSize),
      cell: new Int32Array(chunkSize),
      act: new Int32Array(chunkSize),
      idStart: new Int32Array(chunkSize),
      idLength: new Uint16Array(chunkSize),
      ids: new Uint8Array(Math.max(256, chunkSize * 40)),
      dictionary: { generation: 0, cells: [], acts: [] },
    };
  }

  get isFull(): boolean {
    return this.columns.size + this.errors.length >= this.chunkSize;
  }

  get isEmpty(): boolean {
    return this.columns.size + this.errors.length === 0;
  }

  refuse(line: number, error: LineError): void {
    this.errors.push({ line, ...error });
  }

  /** One event that the slow path accepted. */
  add(line: number, event: UptakeEvent, subject: Uint8Array): void {
    const { columns } = this;
    const row = columns.size++;
    const id = Buffer.from(event.id, 'utf8');
    this.makeRoom(id.length);
    columns.line[row] = line;
    columns.subject.set(subject, row * 32);
    columns.at[row] = microsOf(event.occurredAt);
    columns.cell[row] = this.cellOf(event);
    columns.act[row] = this.actOf(event);
    columns.idStart[row] = this.idBytes;
    columns.idLength[row] = id.length;
    columns.ids.set(id, this.idBytes);
    this.idBytes += id.length;
  }

  /** The chunk gathered so far. */
  chunk(bytes: number): EventChunk {
    return { columns: this.columns, errors: this.errors, bytes };
  }

  /** Begins the next chunk over the same buffers. */
  restart(): void {
    const { dictionary } = this.columns;
    this.errors = [];
    this.idBytes = 0;
    this.columns.size = 0;
    if (dictionary.cells.length + dictionary.acts.length <= dictionaryLimit) return;
    this.columns.dictionary = { generation: dictionary.generation + 1, cells: [], acts: [] };
    this.cells.clear();
    this.acts.clear();
  }

  private makeRoom(bytes: number): void {
    const { columns } = this;
    if (this.idBytes + bytes <= columns.ids.length) return;
    const wider = new Uint8Array(columns.ids.length * 2);
    wider.set(columns.ids);
    columns.ids = wider;
  }

  private cellOf({ region, platform, channel, appVersion, locale }: UptakeEvent): number {
    const cell: Cell = { region, platform, channel, appVersion, locale };
    return indexOf(this.cells, JSON.stringify(cell), this.columns.dictionary.cells, cell);
  }

  private actOf({ type, notice, variant, actor, purposes }: UptakeEvent): number {
    const choices = purposes && Object.keys(purposes).sort().map((key) => [key, purposes[key]]);
    return indexOf(this.acts, JSON.stringify([type, notice, variant, actor, choices]), this.columns.dictionary.acts, { type, notice, variant, actor, purposes });
  }
}

function indexOf<T extends Cell | Act>(known: Map<string, number>, key: string, entries: T[], entry: T): number {
  const found = known.get(key);
  if (found !== undefined) return found;
  known.set(key, entries.length);
  return entries.push(entry) - 1;
}

const microsOf = (utc: string) => Date.parse(`${utc.slice(0, 23)}Z`) * 1000 + Number(utc.slice(23, 26));
