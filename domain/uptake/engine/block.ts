import { ByteReader, ByteWriter, signed } from '@/domain/uptake/engine/bytes';
import { type Changes, lineOf } from '@/domain/uptake/engine/changes';

/** Steps in a block of the rollup: of days, counted from 1970-01-01, or of half hours of a day. Blocks begin at multiples of it. */
export const blockDays = 8;
export const blockHalves = 16;
export const blockOf = (step: number, steps: number): number => Math.floor(step / steps);

/**
 * The bytes of a block of so many steps with changes added: those of earlier steps change how many stood before it, those of later
 * ones are left out. Lines and steps are in order and those without any number are left out, so equal sums give equal bytes.
 */
export function addToBlock(bytes: Uint8Array, block: number, changes: Changes, steps: number): Buffer {
  const from = new ByteReader(bytes);
  const out = new ByteWriter(bytes.length + changes.length * 4 + 16);
  const merging = new LineMerge(out, changes, block * steps, steps);
  let copied = 0;
  let due = merging.line;
  while (!from.isDone) {
    const start = from.at;
    const line = lineOf(from.uint(), from.uint());
    if (due <= line) {
      out.bytes(bytes, copied, start);
      copied = start;
      for (; due < line; due = merging.line) merging.write(null);
    }
    if (due > line) {
      from.at = endOfValues(bytes, from.at);
      continue;
    }
    merging.write(from);
    due = merging.line;
    copied = from.at;
  }
  out.bytes(bytes, copied, bytes.length);
  while (merging.line !== Infinity) merging.write(null);
  return out.take();
}

/** Writes lines one after the other: each the sum of what a block holds of it and the next changes. */
class LineMerge {
  private next = 0;

  constructor(private readonly out: ByteWriter, private readonly changes: Changes, private readonly first: number, private readonly steps: number) {}

  /** The line of the next change; Infinity after the last. */
  get line(): number {
    return this.next < this.changes.length ? (this.changes.lines[this.next] ?? 0) : Infinity;
  }

  /** Writes the line of the next change; `held` stands behind the number of that line in the block, null where it has none. */
  write(held: ByteReader | null): void {
    const { out, line } = this;
    const start = out.length;
    out.uint(line >> 8);
    out.uint(line & 255);
    const opening = (held ? held.int() : 0) + this.countBefore(line);
    out.int(opening);
    const place = out.length;
    out.uint(0); // How many steps it has is known at the end, and takes one byte.
    const written = this.writeSteps(line, held);
    if (written === 0 && opening === 0) out.length = start;
    else out.buffer[place] = written;
  }

  /** What the changes of earlier steps come to. */
  private countBefore(line: number): number {
    const { lines, steps, counts, length } = this.changes;
    let sum = 0;
    let i = this.next;
    for (; i < length && lines[i] === line && (steps[i] ?? 0) < this.first; i += 1) sum += counts[i] ?? 0;
    this.next = i;
    return sum;
  }

  /** Both lists are in order of their steps; returns how many were written. */
  private writeSteps(line: number, held: ByteReader | null): number {
    const { lines, steps, counts, length } = this.changes;
    let written = 0;
    let left = held ? held.uint() : 0;
    let own = held && left > 0 ? held.uint() : Infinity;
    let i = this.next;
    for (;;) {
      const isOfLine = i < length && lines[i] === line;
      const change = isOfLine ? (steps[i] ?? 0) - this.first : Infinity;
      const step = Math.min(own, change < this.steps ? change : Infinity);
      if (step === Infinity) break;
      let n = 0;
      if (held && own === step) {
        n = held.int();
        left -= 1;
        own = left > 0 ? held.uint() : Infinity;
      }
      if (change === step) n += counts[i++] ?? 0;
      if (n === 0) continue;
      this.out.uint(step);
      this.out.int(n);
      written += 1;
    }
    while (i < length && lines[i] === line) i += 1; // Later than the block.
    this.next = i;
    return written;
  }
}

/** The block that follows one directly or after a while, before anything changes in it. */
export function openBlock(before: Uint8Array, steps: number): Buffer {
  const out = new ByteWriter(before.length + 16);
  sumBlock(before, steps - 1, (sub, code, n) => {
    out.uint(sub);
    out.uint(code);
    out.int(n);
    out.uint(0);
  });
  return out.take();
}

/** The place behind a line's values, which begin at a place: a fold passes over most lines. How many steps there are and their numbers are of one byte. Throws a RangeError past the end. */
function endOfValues(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((bytes[at] ?? 0) > 0x7f) at += 1;
  const left = bytes[at + 1] ?? 0;
  at += 2;
  for (let i = 0; i < left; i += 1) {
    at += 1;
    while ((bytes[at] ?? 0) > 0x7f) at += 1;
    at += 1;
  }
  if (at > bytes.length) throw new RangeError('The bytes end too early.');
  return at;
}

/** Reads a block's lines one by one: what stood before it with step −1, then each change with its step in the block. */
export function scanBlock(bytes: Uint8Array, each: (sub: number, code: number, offset: number, n: number) => void): void {
  const from = new ByteReader(bytes);
  while (!from.isDone) {
    const sub = from.uint();
    const code = from.uint();
    const opening = from.int();
    if (opening !== 0) each(sub, code, -1, opening);
    for (let left = from.uint(); left > 0; left -= 1) each(sub, code, from.uint(), from.int());
  }
}

/**
 * Reads a block's lines as they stand at the end of its step `offset`. How many steps a line has, their numbers and most changes are of one byte and taken where they
 * stand: a page reads tens of thousands of lines. Throws a RangeError past the end.
 */
export function sumBlock(bytes: Uint8Array, offset: number, each: (sub: number, code: number, n: number) => void): void {
  const from = new ByteReader(bytes);
  let at = 0;
  while (at < bytes.length) {
    from.at = at;
    const sub = from.uint();
    const code = from.uint();
    let n = from.int();
    at = from.at + 1;
    for (let left = bytes[at - 1] ?? 0; left > 0; left -= 1) {
      const step = bytes[at] ?? 0;
      let change = bytes[at + 1] ?? 0;
      if (change < 0x80) at += 2;
      else {
        from.at = at + 1;
        change = from.uint();
        at = from.at;
      }
      if (step <= offset) n += signed(change);
    }
    if (at > bytes.length) throw new RangeError('The bytes end too early.');
    if (n !== 0) each(sub, code, n);
  }
}

/**
 * Adds changes to a row of blocks of so many steps. Every block of `numbers` (in order, those of the changes among them) is there afterwards,
 * opened with what stood before it. Returns the blocks that changed or are new.
 */
export function addChanges(blocks: ReadonlyMap<number, Uint8Array>, changes: Changes, numbers: readonly number[], steps: number): Map<number, Buffer> {
  let from = Infinity;
  for (let i = 0; i < changes.length; i += 1) from = Math.min(from, blockOf(changes.steps[i] ?? 0, steps));
  const made = new Map<number, Buffer>();
  let before: Uint8Array = new Uint8Array();
  for (const number of numbers) {
    const held = blocks.get(number);
    // What comes before a new block is changed already, so it opens with that; earlier changes must not come twice.
    if (held === undefined) made.set(number, addToBlock(openBlock(before, steps), number, changes.within(number * steps, (number + 1) * steps), steps));
    else if (number >= from) made.set(number, addToBlock(held, number, changes, steps));
    before = made.get(number) ?? held ?? before;
  }
  return made;
}
