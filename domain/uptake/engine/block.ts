import { ByteReader, ByteWriter, signed } from '@/domain/uptake/engine/bytes';
import { type Changes, lineOf } from '@/domain/uptake/engine/changes';

/** Steps in a block of the rollup: of days, counted from 1970-01-01, or of half hours of a day. Blocks begin at multiples of it. */
export const blockDays = 8;
export const blockHalves = 16;
export const blockOf = (step: number, steps: number): number => Math.floor(step / steps);

/** How many stood in a line of a block before it, first, and then the change of each of its steps. */
const newLine = (steps: number) => new Float64Array(1 + steps);

/**
 * The bytes of a block of so many steps with changes added: those of earlier steps change how many stood before it, those of later
 * ones are left out. Lines and steps are in order and those without any number are left out, so equal sums give equal bytes.
 */
export function addToBlock(bytes: Uint8Array, block: number, changes: Changes, steps: number): Buffer {
  const from = new ByteReader(bytes);
  const out = new ByteWriter(bytes.length + changes.length * 4 + 16);
  const values = newLine(steps);
  let copied = 0;
  let next = 0;
  let due = lineAt(changes, next);
  while (!from.isDone) {
    const start = from.at;
    const line = lineOf(from.uint(), from.uint());
    if (due > line) {
      skipValues(from);
      continue;
    }
    out.bytes(bytes, copied, start);
    copied = start;
    for (; due < line; due = lineAt(changes, next)) next = writeNewLine(out, changes, next, block, values);
    if (due > line) {
      skipValues(from);
      continue;
    }
    readValues(from, values);
    next = addLine(changes, next, block, values);
    writeLine(out, line, values);
    due = lineAt(changes, next);
    copied = from.at;
  }
  out.bytes(bytes, copied, bytes.length);
  while (next < changes.length) next = writeNewLine(out, changes, next, block, values);
  return out.take();
}

/** The line of a change; Infinity after the last. */
const lineAt = (changes: Changes, i: number): number => (i < changes.length ? (changes.lines[i] ?? 0) : Infinity);

/** Adds the changes of one line, from the i-th on, to its values; returns which change comes after them. */
function addLine({ lines, steps: stepsOf, counts, length }: Changes, i: number, block: number, values: Float64Array): number {
  const line = lines[i];
  const steps = values.length - 1;
  const first = block * steps - 1;
  let next = i;
  for (; next < length && lines[next] === line; next += 1) {
    const place = Math.max(0, (stepsOf[next] ?? 0) - first);
    if (place <= steps) values[place] = (values[place] ?? 0) + (counts[next] ?? 0);
  }
  return next;
}

function writeNewLine(out: ByteWriter, changes: Changes, i: number, block: number, values: Float64Array): number {
  values.fill(0);
  const next = addLine(changes, i, block, values);
  writeLine(out, lineAt(changes, i), values);
  return next;
}

/** The block that follows one directly or after a while, before anything changes in it. */
export function openBlock(before: Uint8Array, steps: number): Buffer {
  const out = new ByteWriter(before.length + 16);
  const opened = newLine(steps);
  sumBlock(before, steps - 1, (sub, code, n) => {
    opened[0] = n;
    writeLine(out, lineOf(sub, code), opened);
  });
  return out.take();
}

function readValues(from: ByteReader, values: Float64Array): void {
  values.fill(0);
  values[0] = from.int();
  for (let left = from.uint(); left > 0; left -= 1) values[1 + from.uint()] = from.int();
}

function skipValues(from: ByteReader): void {
  from.uint();
  for (let left = from.uint(); left > 0; left -= 1) {
    from.uint();
    from.uint();
  }
}

function writeLine(out: ByteWriter, line: number, values: Float64Array): void {
  let steps = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i] !== 0) steps += 1;
  if (steps === 0 && values[0] === 0) return;
  const code = line % 256;
  out.uint((line - code) / 256);
  out.uint(code);
  out.int(values[0] ?? 0);
  out.uint(steps);
  for (let i = 1; i < values.length; i += 1) {
    if (values[i] === 0) continue;
    out.uint(i - 1);
    out.int(values[i] ?? 0);
  }
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
