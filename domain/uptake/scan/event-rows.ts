import type { Dictionary, EventChunk } from '@/domain/uptake/columns';
import { parseEvent, skewMicros } from '@/domain/uptake/parse-event';
import type { BodyRecord } from '@/domain/uptake/read-records';
import { ActIndex } from '@/domain/uptake/scan/act-index';
import { CellIndex } from '@/domain/uptake/scan/cell-index';
import { ColumnWriter, subjectBytes } from '@/domain/uptake/scan/column-writer';
import { type Fields, slots } from '@/domain/uptake/scan/fields';
import { readMicros } from '@/domain/uptake/scan/instant-bytes';
import { Pseudonyms } from '@/domain/uptake/scan/pseudonyms';

const [longestId, longestSubject] = [64, 256];
/** Of a character in UTF-8. */
const mostBytesOfOne = 4;
const mostEntries = 65_536;
const mostActText = 16 * 1024 * 1024;
const earliest = Date.UTC(1900, 0) * 1000;

/**
 * Turns records into rows on two ways that lead to the same place. The slow one is the rule: it judges and normalises. The fast
 * one takes a record whose id, subject and instant are plain, and whose other fields the slow one has accepted in the same bytes.
 */
export class EventRows {
  private writer: ColumnWriter;
  private other: ColumnWriter;
  private cells = new CellIndex();
  private acts = new ActIndex();
  private generation = 0;
  private readonly pseudonyms: Pseudonyms;
  private latest = 0;

  constructor(private readonly options: { key: Buffer; now: () => Date; chunkSize: number }) {
    this.writer = new ColumnWriter(options.chunkSize, this.dictionary);
    this.other = new ColumnWriter(options.chunkSize, this.dictionary);
    this.pseudonyms = new Pseudonyms(options.key, longestSubject * mostBytesOfOne);
    this.readClock();
  }

  /** A chunk is full before its size is reached when its acts could not be held otherwise, such as thousands of long lists of purposes. */
  get isFull(): boolean {
    return this.writer.isFull || this.acts.size > mostActText;
  }

  get isEmpty(): boolean {
    return this.writer.isEmpty;
  }

  private get dictionary(): Dictionary {
    return { generation: this.generation, cells: this.cells.cells, acts: this.acts.acts };
  }

  /** Reads the clock for the fast way. A reading that has grown old only sends more lines the slow way, which reads its own. */
  readClock(): void {
    this.latest = this.options.now().getTime() * 1000 + Number(skewMicros);
  }

  /** Adds a row from the fields that were recognised and returns true, or does nothing and returns false: it needs the slow way. */
  takeFast(line: number, bytes: Buffer, fields: Fields): boolean {
    const { start, end } = fields;
    const idStart = start[slots.id] ?? 0;
    const idEnd = end[slots.id] ?? 0;
    const subjectStart = start[slots.subject] ?? 0;
    const subjectEnd = end[slots.subject] ?? 0;
    if (idEnd === idStart || idEnd - idStart > longestId || subjectEnd === subjectStart || subjectEnd - subjectStart > longestSubject) return false;
    const at = readMicros(bytes, start[slots.occurredAt] ?? 0, end[slots.occurredAt] ?? 0);
    if (!(at >= earliest && at <= this.latest)) return false;
    const cell = this.cells.find(bytes, fields);
    const act = cell < 0 ? -1 : this.acts.find(bytes, fields);
    if (act < 0) return false;
    const row = this.writer.addRow(line, at, cell, act, bytes, idStart, idEnd);
    this.pseudonyms.write(bytes, subjectStart, subjectEnd, this.writer.subjects, row * subjectBytes);
    return true;
  }

  /** Judges a record by the rule. `bytes` and `fields`, when it was recognised, are remembered for the fast way if it is accepted. */
  takeSlowly(record: BodyRecord, bytes: Buffer, fields: Fields | null): void {
    const { line } = record;
    const parsed = record.error ? record : parseEvent(record.value, this.options.now());
    if (parsed.error) {
      this.writer.refuse(line, parsed.error);
      return;
    }
    const { event } = parsed;
    const cell = this.cells.add(event, bytes, fields);
    const act = this.acts.add(event, bytes, fields);
    const id = Buffer.from(event.id, 'utf8');
    const row = this.writer.addRow(line, microsOf(event.occurredAt), cell, act, id, 0, id.length);
    const subject = Buffer.from(event.subject, 'utf8');
    this.pseudonyms.write(subject, 0, subject.length, this.writer.subjects, row * subjectBytes);
  }

  /** The chunk gathered so far, with the number of the body's bytes that it covers. */
  chunk(bytes: number): EventChunk {
    return this.writer.chunk(bytes);
  }

  /** Begins the next chunk, with a new dictionary if the old one has grown too large. Two sets of buffers take turns. */
  restart(): void {
    if (this.cells.cells.length + this.acts.acts.length > mostEntries || this.acts.size > mostActText) {
      this.cells = new CellIndex();
      this.acts = new ActIndex();
      this.generation += 1;
    }
    [this.writer, this.other] = [this.other, this.writer];
    this.writer.restart(this.dictionary);
  }
}

const microsOf = (utc: string) => Date.parse(`${utc.slice(0, 23)}Z`) * 1000 + Number(utc.slice(23, 26));
