import { type BodyRecord, maxLineBytes } from '@/domain/uptake/read-records';
import type { EventRows } from '@/domain/uptake/scan/event-rows';
import type { Fields } from '@/domain/uptake/scan/fields';
import type { Window } from '@/domain/uptake/scan/window';

/** Reads the records of one body out of its windows, one at a time; a format says how its records are recognised and delimited. */
export abstract class BodyReader {
  protected line = 1;
  /** Where the record that `recognise` last found ends. */
  protected stop = -1;
  private isSkipping = false;

  constructor(protected readonly rows: EventRows) {}

  /** Reads one record. Returns false when the window holds no whole one any more. Throws what the slow path throws for a body that is cut short. */
  read(window: Window): boolean {
    const { bytes, start, end } = window;
    if (this.isSkipping) return this.skip(window);
    if (start === end) return false;
    const { line } = this;
    const fields = this.recognise(window);
    if (fields !== null && this.stop - start <= maxLineBytes) {
      const { stop } = this;
      if (!this.rows.takeFast(line, bytes, fields)) this.takeSlowly(this.record(line, bytes.subarray(start, stop)), bytes, fields);
      this.pass(window, stop);
      return true;
    }
    const stop = this.delimit(window);
    if (stop >= 0) {
      this.takeSlowly(this.record(line, stop - start > maxLineBytes ? null : bytes.subarray(start, stop)), bytes, null);
      this.pass(window, stop);
      return true;
    }
    if (end - start <= maxLineBytes) return false;
    this.isSkipping = true;
    window.start = end;
    return this.skip(window);
  }

  /** The fields of the record at the window's start if it is whole and of the plain form, and its end in `stop`; else null. */
  protected abstract recognise(window: Window): Fields | null;
  /** Where the record at the window's start ends by the rules of the format, -1 if not in this window. */
  protected abstract delimit(window: Window): number;
  /** Where the record that began in an earlier window ends, -1 if not in this one. */
  protected abstract delimitRest(window: Window): number;
  /** The record by the slow path; null bytes for one that is too long, null for one that says nothing. */
  protected abstract record(line: number, bytes: Buffer | null): BodyRecord | null;
  /** Steps over the record's end at `stop` and counts its lines. */
  protected abstract pass(window: Window, stop: number): void;

  private skip(window: Window): boolean {
    const stop = this.delimitRest(window);
    if (stop < 0) {
      window.start = window.end;
      return false;
    }
    this.isSkipping = false;
    this.takeSlowly(this.record(this.line, null), window.bytes, null);
    this.pass(window, stop);
    return true;
  }

  private takeSlowly(record: BodyRecord | null, bytes: Buffer, fields: Fields | null): void {
    if (record !== null) this.rows.takeSlowly(record, bytes, fields);
  }
}

/** Where the line that holds the window's start ends: its newline, the end of the body, or -1. */
export function endOfLine({ bytes, start, end, isLast }: Window): number {
  const stop = bytes.indexOf(0x0a, start);
  if (stop >= 0 && stop < end) return stop;
  return isLast ? end : -1;
}
