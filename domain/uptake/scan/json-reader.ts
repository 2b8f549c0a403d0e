import { notAnArray, unclosedArray } from '@/domain/uptake/json-elements';
import { type BodyRecord, jsonRecord } from '@/domain/uptake/read-records';
import { BodyReader } from '@/domain/uptake/scan/body-reader';
import type { Fields } from '@/domain/uptake/scan/fields';
import { JsonObjects, blanksOfArray } from '@/domain/uptake/scan/json-object';
import type { Window } from '@/domain/uptake/scan/window';

const [quote, backslash, comma, open, close, openObject, closeObject] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d];
const around = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** The elements of one JSON array. */
export class JsonReader extends BodyReader {
  private readonly objects = new JsonObjects(blanksOfArray);
  private place = 'before' as 'before' | 'inside' | 'after';
  private depth = 0;
  private isInString = false;
  private isEscaped = false;

  override read(window: Window): boolean {
    if (this.place !== 'inside' && !this.enter(window)) return false;
    if (super.read(window)) return true;
    if (window.isLast) throw unclosedArray();
    return false;
  }

  protected override recognise({ bytes, start }: Window): Fields | null {
    this.stop = this.objects.recognise(bytes, start);
    const isWhole = this.stop >= 0 && (bytes[this.stop] === comma || bytes[this.stop] === close);
    return isWhole ? this.objects.fields : null;
  }

  protected override delimit(window: Window): number {
    this.depth = 0;
    this.isInString = this.isEscaped = false;
    return this.delimitRest(window);
  }

  /** Goes by the same rules as `jsonElements`, and on from where the window before ended. */
  protected override delimitRest({ bytes, start, end }: Window): number {
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at];
      if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === backslash) this.isEscaped = true;
        else if (byte === quote) this.isInString = false;
      } else if (byte === quote) this.isInString = true;
      else if (byte === open || byte === openObject) this.depth += 1;
      else if (this.depth > 0) this.depth -= byte === close || byte === closeObject ? 1 : 0;
      else if (byte === comma || byte === close) return at;
    }
    return -1;
  }

  protected override record(line: number, bytes: Buffer | null): BodyRecord | null {
    return jsonRecord(line, bytes);
  }

  protected override pass(window: Window, stop: number): void {
    if (window.bytes[stop] === close) this.place = 'after';
    window.start = stop + 1;
    this.line += 1;
  }

  /** Steps over what stands around the array and its opening bracket. Returns whether an element may follow. */
  private enter(window: Window): boolean {
    const { bytes, end, isLast } = window;
    while (window.start < end && around.has(bytes[window.start] ?? 0)) window.start += 1;
    if (window.start === end) {
      if (isLast && this.place === 'before') throw unclosedArray();
      return false;
    }
    if (this.place === 'after' || bytes[window.start] !== open) throw notAnArray();
    this.place = 'inside';
    window.start += 1;
    return true;
  }
}
