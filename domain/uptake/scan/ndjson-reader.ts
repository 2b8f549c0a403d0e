import { type BodyRecord, jsonRecord, withoutMark } from '@/domain/uptake/read-records';
import { BodyReader, endOfLine } from '@/domain/uptake/scan/body-reader';
import type { Fields } from '@/domain/uptake/scan/fields';
import { JsonObjects, blanksOfLine } from '@/domain/uptake/scan/json-object';
import type { Window } from '@/domain/uptake/scan/window';

/** One JSON object a line, LF or CRLF. */
export class NdjsonReader extends BodyReader {
  private readonly objects = new JsonObjects(blanksOfLine);

  protected override recognise({ bytes, start, end, isLast }: Window): Fields | null {
    this.stop = this.objects.recognise(bytes, start);
    const isWhole = this.stop >= 0 && bytes[this.stop] === 0x0a && (this.stop < end || (isLast && this.stop === end));
    return isWhole ? this.objects.fields : null;
  }

  protected override delimit(window: Window): number {
    return endOfLine(window);
  }

  protected override delimitRest(window: Window): number {
    return endOfLine(window);
  }

  protected override record(line: number, bytes: Buffer | null): BodyRecord | null {
    return jsonRecord(line, bytes && withoutMark(bytes));
  }

  protected override pass(window: Window, stop: number): void {
    window.start = Math.min(stop + 1, window.end);
    this.line += 1;
  }
}
