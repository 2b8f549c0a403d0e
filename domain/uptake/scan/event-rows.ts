import { parseEvent, skewMicros } from '@/domain/uptake/parse-event';
import { pseudonym } from '@/domain/uptake/pseudonym';
import type { BodyRecord } from '@/domain/uptake/read-records';
import { ColumnWriter } from '@/domain/uptake/scan/column-writer';
import { type Fields, actSlots, cellSlots, slots } from '@/domain/uptake/scan/fields';
import { readMicros } from '@/domain/uptake/scan/instant-bytes';
import { Pseudonyms } from '@/domain/uptake/scan/pseudonyms';
import { RawTable } from '@/domain/uptake/scan/raw-table';

const [longestId, longestSubject] = [64, 256];
const earliest = Date.UTC(1900, 0) * 1000;

/**
 * Turns records into rows on two ways that lead to the same place. The slow one is the rule: it judges and normalises. The fast
 * one takes a record whose id, subject and instant are plain, and whose other fields the slow one has accepted in the same bytes.
 */
export class EventRows {
  readonly writer: ColumnWriter;
  private readonly cells = new RawTable(cellSlots);
  private readonly acts = new RawTable(actSlots);
  private readonly pseudonyms: Pseudonyms;
  private latest = 0;

  constructor(private readonly options: { key: Buffer; now: () => Date; chunkSize: number }) {
    this.writer = new ColumnWriter(options.chunkSize);
    this.pseudonyms = new Pseudonyms(options.key, longestSubject);
    this.readClock();
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
    this.pseudonyms.write(bytes, subjectStart, subjectEnd, this.writer.subjects, row * 32);
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
    const { cell, act } = this.writer.addEvent(line, parsed.event, pseudonym(parsed.event.subject, this.options.key));
    if (fields === null) return;
    this.cells.remember(bytes, fields, cell);
    this.acts.remember(bytes, fields, act);
  }

  /** Begins the next chunk over the same buffers. */
  restart(): void {
    if (!this.writer.restart()) return;
    this.cells.clear();
    this.acts.clear();
  }
}
