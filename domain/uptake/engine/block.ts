import { ByteReader, ByteWriter, signedSmall, sizeOf, uintAt } from '@/domain/uptake/engine/bytes';
import { type Changes, lineOf } from '@/domain/uptake/engine/changes';

/** Steps in a block of the rollup: of days, counted from 1970-01-01, or of half hours of a day. Blocks begin at multiples of it. */
export const blockDays = 8;
export const blockHalves = 8;
export const blockOf = (step: number, steps: number): number => Math.floor(step / steps);

/**
 * How a line tells of its changes, as a number before them: the steps that have one, as bits from the first on, and above those of older blocks, which told how many
 * there are and each with its step. A line of a block is (slot, code, what stood before it, this number, the changes).
 */
const mostSteps = 16;
const oldForms = mostSteps + 1;
const formOf = (steps: number) => (steps === 0 ? 0 : steps + oldForms);
/** How many of sixteen bits are set. */
const bitsIn = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x5555);
  const fours = (pairs & 0x3333) + ((pairs >>> 2) & 0x3333);
  return ((((fours + (fours >>> 4)) & 0x0f0f) * 0x0101) >>> 8) & 31;
};

/**
 * The bytes of a block of so many steps with changes added: those of earlier steps change how many stood before it, those of later
 * ones are left out. Lines and steps are in order and those without any number are left out, so equal sums give equal bytes, save for lines of an older release that nothing was added to.
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
      passValues(from);
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
  /** What changes at each step of the line at hand. */
  private readonly values: Float64Array;

  constructor(private readonly out: ByteWriter, private readonly changes: Changes, private readonly first: number, steps: number) {
    this.values = new Float64Array(steps);
  }

  /** The line of the next change; Infinity after the last. */
  get line(): number {
    return this.next < this.changes.length ? (this.changes.lines[this.next] ?? 0) : Infinity;
  }

  /** Writes the line of the next change; `held` stands behind the number of that line in the block, null where it has none. */
  write(held: ByteReader | null): void {
    const { out, line, values } = this;
    values.fill(0);
    const opening = (held ? held.int() : 0) + this.takeChanges(line);
    if (held) readValues(held, (step, n) => (values[step] = (values[step] ?? 0) + n));
    let steps = 0;
    for (let step = 0; step < values.length; step += 1) if (values[step] !== 0) steps |= 1 << step;
    if (steps === 0 && opening === 0) return;
    out.uint(line >> 8);
    out.uint(line & 255);
    out.int(opening);
    out.uint(formOf(steps));
    for (const n of values) if (n !== 0) out.int(n);
  }

  /** Puts the line's changes in their places and returns what those of earlier steps come to; later ones are left out. */
  private takeChanges(line: number): number {
    const { lines, steps, counts, length } = this.changes;
    const { values } = this;
    let before = 0;
    let i = this.next;
    for (; i < length && lines[i] === line; i += 1) {
      const step = (steps[i] ?? 0) - this.first;
      if (step < 0) before += counts[i] ?? 0;
      else if (step < values.length) values[step] = (values[step] ?? 0) + (counts[i] ?? 0);
    }
    this.next = i;
    return before;
  }
}

/** Reads the changes of a line one by one, each with its step in the block. */
function readValues(from: ByteReader, each: (step: number, n: number) => void): void {
  const form = from.uint();
  if (form < oldForms) for (let left = form; left > 0; left -= 1) each(from.uint(), from.int());
  else for (let [step, bits] = [0, form - oldForms]; bits > 0; step += 1, bits >>= 1) if (bits & 1) each(step, from.int());
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

/** Puts a reader behind a line's values, which begin where it stands: a fold passes over most lines. Throws a RangeError past the end. */
function passValues(from: ByteReader): void {
  passNumbers(from, 1);
  const form = from.uint();
  passNumbers(from, form < oldForms ? form * 2 : bitsIn(form - oldForms));
}

function passNumbers(from: ByteReader, count: number): void {
  from.at = behind(from.buffer, from.at, count);
  if (from.at > from.end) throw new RangeError('The bytes end too early.');
}

/** Where so many numbers end. */
function behind(bytes: Uint8Array, start: number, count: number): number {
  let at = start;
  for (let left = count; left > 0; left -= 1) {
    while ((bytes[at] ?? 0) > 0x7f) at += 1;
    at += 1;
  }
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
    readValues(from, (step, n) => each(sub, code, step, n));
  }
}

/** Reads a block's lines as they stand at the end of its step `offset`. Throws a RangeError past the end. */
export function sumBlock(bytes: Uint8Array, offset: number, each: (sub: number, code: number, n: number) => void): void {
  sumLines(bytes, { opens: true, from: 0, to: offset + 1 }, each);
}

/** Reads what changes in a block's lines in its steps from ≤ step < to. Throws a RangeError past the end. */
export function sumSteps(bytes: Uint8Array, from: number, to: number, each: (sub: number, code: number, n: number) => void): void {
  if (from < to) sumLines(bytes, { opens: false, from, to }, each);
}

type Steps = { /** Whether what stood before counts. */ opens: boolean; from: number; to: number };
type EachSum = (sub: number, code: number, n: number) => void;

/** Takes numbers where they stand, without a reader: a page reads tens of thousands of lines, and so in two thirds of the time. */
function sumLines(bytes: Uint8Array, steps: Steps, each: EachSum): void {
  const { opens } = steps;
  const [before, until] = [bitsBelow(steps.from), bitsBelow(steps.to)];
  for (let at = 0; at < bytes.length; ) {
    const start = at;
    const sub = uintAt(bytes, at);
    at += sizeOf(sub);
    const code = uintAt(bytes, at);
    at += sizeOf(code);
    const opening = uintAt(bytes, at);
    at += sizeOf(opening);
    const form = uintAt(bytes, at);
    at += sizeOf(form);
    const bits = form === 0 ? 0 : form - oldForms;
    let isPlain = sub >= 0 && opening >= 0 && bits >= 0;
    let n = opens ? signedSmall(opening) : 0;
    if (isPlain) {
      const [passed, counted] = [bitsIn(bits & before), bitsIn(bits & until)];
      at = behind(bytes, at, passed);
      for (let left = counted - passed; left > 0; left -= 1) {
        const change = uintAt(bytes, at);
        if (change < 0) isPlain = false;
        at += sizeOf(change);
        n += signedSmall(change);
      }
      at = behind(bytes, at, bitsIn(bits) - counted);
    }
    if (isPlain && at > bytes.length) throw new RangeError('The bytes end too early.');
    if (!isPlain) at = sumLine(new ByteReader(bytes, start), steps, each);
    else if (n !== 0) each(sub, code, n);
  }
}

/** The same of one line in whatever form, and of numbers of any size; returns where it ends. */
function sumLine(from: ByteReader, { opens, from: first, to }: Steps, each: EachSum): number {
  const [sub, code, opening] = [from.uint(), from.uint(), from.int()];
  let n = opens ? opening : 0;
  readValues(from, (step, change) => {
    if (step >= first && step < to) n += change;
  });
  if (n !== 0) each(sub, code, n);
  return from.at;
}

const bitsBelow = (step: number) => 2 ** Math.min(step, mostSteps) - 1;

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
