/** Bytes written one after the other into a buffer that grows; integers as LEB128, signed ones zigzag first. */
export class ByteWriter {
  buffer: Buffer;
  length = 0;

  constructor(room = 64) {
    this.buffer = Buffer.allocUnsafe(room);
  }

  reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + more));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }

  /** An integer from 0 to 2^53 − 1. */
  uint(value: number): void {
    this.reserve(8);
    const { buffer } = this;
    let at = this.length;
    let rest = value;
    while (rest > 0x7fffffff) {
      buffer[at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    while (rest >= 0x80) {
      buffer[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    buffer[at++] = rest;
    this.length = at;
  }

  int(value: number): void {
    this.uint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** Seven bytes, big end first: an integer from 0 to 2^53 − 1. */
  seven(value: number): void {
    this.reserve(7);
    const high = Math.floor(value / 0x1000000);
    const low = value - high * 0x1000000;
    const { buffer, length } = this;
    buffer[length] = high >>> 24;
    buffer[length + 1] = high >>> 16;
    buffer[length + 2] = high >>> 8;
    buffer[length + 3] = high;
    buffer[length + 4] = low >>> 16;
    buffer[length + 5] = low >>> 8;
    buffer[length + 6] = low;
    this.length = length + 7;
  }

  bytes(source: Uint8Array, from = 0, to = source.length): void {
    this.reserve(to - from);
    const { buffer, length } = this;
    if (to - from > 64) buffer.set(source.subarray(from, to), length);
    else for (let i = 0; i < to - from; i += 1) buffer[length + i] = source[from + i] ?? 0;
    this.length = length + to - from;
  }

  text(value: string): void {
    const bytes = Buffer.from(value, 'utf8');
    this.uint(bytes.length);
    this.bytes(bytes);
  }

  /** A text of ASCII alone. */
  ascii(value: string): void {
    this.reserve(value.length);
    for (let i = 0; i < value.length; i += 1) this.buffer[this.length++] = value.charCodeAt(i);
  }

  /** What was written, as a view that the next write may change. */
  view(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  /** What was written, as bytes of their own. */
  take(): Buffer {
    return Buffer.from(this.view());
  }
}

/** The signed integer that a zigzag one stands for. */
export const signed = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

/**
 * Beside a reader, for where each step counts: the integer at a byte, −1 for one of more than four bytes. What stands past the end is taken for 0. `sizeOf` says how many bytes it took.
 */
export function uintAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  const second = bytes[at + 1] ?? 0;
  if (second < 0x80) return (first & 0x7f) | (second << 7);
  const third = bytes[at + 2] ?? 0;
  const low = (first & 0x7f) | ((second & 0x7f) << 7) | ((third & 0x7f) << 14);
  if (third < 0x80) return low;
  const fourth = bytes[at + 3] ?? 0;
  return fourth < 0x80 ? low | (fourth << 21) : -1;
}

/** How many bytes an integer of at most four takes. */
export const sizeOf = (value: number): number => (value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : 4);

/** The signed integer that a zigzag one of at most four bytes stands for. */
export const signedSmall = (value: number): number => (value >>> 1) ^ -(value & 1);

/** Reads what a `ByteWriter` wrote. Throws a RangeError past the end. */
export class ByteReader {
  constructor(readonly buffer: Uint8Array, public at = 0, readonly end = buffer.length) {}

  get isDone(): boolean {
    return this.at >= this.end;
  }

  uint(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    let scale = 0x80;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  int(): number {
    return signed(this.uint());
  }

  seven(): number {
    let value = 0;
    for (let i = 0; i < 7; i += 1) value = value * 0x100 + this.byte();
    return value;
  }

  skip(length: number): void {
    if (this.at + length > this.end) throw new RangeError('The bytes end too early.');
    this.at += length;
  }

  bytes(length: number): Uint8Array {
    this.skip(length);
    return this.buffer.subarray(this.at - length, this.at);
  }

  text(): string {
    return Buffer.from(this.bytes(this.uint())).toString('utf8');
  }

  private byte(): number {
    if (this.at >= this.end) throw new RangeError('The bytes end too early.');
    return this.buffer[this.at++] ?? 0;
  }
}
