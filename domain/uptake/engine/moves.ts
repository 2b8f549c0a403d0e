import type { Calendar } from '@/domain/uptake/engine/calendar';
import type { Entry } from '@/domain/uptake/engine/entries';
import type { Facts } from '@/domain/uptake/engine/facts';
import { walk } from '@/domain/uptake/engine/walk';

/** Bytes of a move in the ledger: offset in its day (5, µs), cell (6), code (1), n (1, signed), little end first. */
export const moveLength = 13;
/** Moves of one hour of a day; on a day of 25 hours the last is number 24. Many are in order of time, and marked (`marksOf`). */
export type HourMoves = { day: number; hour: number; moves: Buffer; marks: number[] | null };
export const hourMicros = 3_600_000_000;
export const hourParts = 24;
export const partMicros = hourMicros / hourParts;
/** A row that was put together has more moves in a part than a question inside it needs, so it is marked more closely: so many parts of an hour. */
export const joinedParts = 96;
/** What the rollup has a step for within a day. */
export const halfMicros = hourMicros / 2;
export const halfParts = hourParts / 2;
/** So few moves are read whole. */
const fewMoves = 16;
/** An offset in an hour and a place below this are one number below 2^53. */
const placeLimit = 2 ** 20;

type Move = { at: number; cell: number; code: number; n: number };
/** Among so many moves of a subject one is looked for one by one. */
const fewOfOne = 64;

/** Gathers moves by the day and hour they fall in, in the form in which the ledger keeps them. */
export class MoveSink {
  private readonly hours = new Map<number, { buffer: Buffer; length: number }>();
  private readonly own: Move[] = [];
  /** The same by what they say, once they are many. */
  private readonly named = new Map<string, Move>();

  constructor(public calendar: Calendar) {}

  add(at: number, cell: number, code: number, n: number): void {
    const day = this.calendar.dayOf(at);
    const offset = at - this.calendar.startOf(day);
    const key = hourKey(day, Math.floor(offset / hourMicros));
    let open = this.hours.get(key);
    if (!open) this.hours.set(key, (open = { buffer: Buffer.allocUnsafe(moveLength * 8), length: 0 }));
    if (open.length === open.buffer.length) open.buffer = Buffer.concat([open.buffer], open.length * 2);
    const { buffer, length } = open;
    const late = Math.floor(offset / 0x100000000);
    const early = offset - late * 0x100000000;
    const far = Math.floor(cell / 0x100000000);
    const near = cell - far * 0x100000000;
    buffer[length] = early;
    buffer[length + 1] = early >>> 8;
    buffer[length + 2] = early >>> 16;
    buffer[length + 3] = early >>> 24;
    buffer[length + 4] = late;
    buffer[length + 5] = near;
    buffer[length + 6] = near >>> 8;
    buffer[length + 7] = near >>> 16;
    buffer[length + 8] = near >>> 24;
    buffer[length + 9] = far;
    buffer[length + 10] = far >>> 8;
    buffer[length + 11] = code;
    buffer[length + 12] = n;
    open.length += moveLength;
  }

  /** Adds the moves of a subject's timeline after a change less those before it; what both share cancels out and is never written. */
  change(before: readonly Entry[], after: readonly Entry[], facts: Facts): void {
    this.begin();
    if (before.length > 0) walk(before, facts, -1, this.note);
    if (after.length > 0) walk(after, facts, 1, this.note);
    this.settle();
  }

  /** Adds what changes when the same timeline is judged otherwise; only standings that `keeps` names. */
  restate(entries: readonly Entry[], before: Facts | null, after: Facts, keeps: (code: number) => boolean): void {
    this.begin();
    if (before) walk(entries, before, -1, this.note);
    walk(entries, after, 1, this.note);
    this.settle(keeps);
  }

  private begin(): void {
    this.own.length = 0;
    if (this.named.size > 0) this.named.clear();
  }

  private readonly note = (at: number, cell: number, code: number, n: number): void => {
    const known = this.own.length < fewOfOne ? this.amongFew(at, cell, code) : this.amongMany(at, cell, code);
    if (known) known.n += n;
    else this.own.push({ at, cell, code, n });
  };

  private amongFew(at: number, cell: number, code: number): Move | undefined {
    for (let i = this.own.length - 1; i >= 0; i -= 1) {
      const other = this.own[i];
      if (other?.at === at && other.cell === cell && other.code === code) return other;
    }
    return undefined;
  }

  private amongMany(at: number, cell: number, code: number): Move | undefined {
    const name = (move: Pick<Move, 'at' | 'cell' | 'code'>) => `${move.at} ${move.cell} ${move.code}`;
    for (let i = this.named.size; i < this.own.length; i += 1) {
      const move = this.own[i];
      if (move) this.named.set(name(move), move);
    }
    return this.named.get(name({ at, cell, code }));
  }

  private settle(keeps?: (code: number) => boolean): void {
    for (const { at, cell, code, n } of this.own) {
      if (n !== 0 && (!keeps || keeps(code))) this.add(at, cell, code, n);
    }
  }

  /** What was gathered, hour by hour. */
  take(): HourMoves[] {
    return [...this.hours].sort(([a], [b]) => a - b).map(([key, { buffer, length }]) => ({ ...hourOf(key), ...inOrder(buffer.subarray(0, length), hourOf(key).hour) }));
  }
}

/** A day and an hour of it as one number that grows with time. */
export const hourKey = (day: number, hour: number): number => day * 32 + hour;
const hourOf = (key: number): { day: number; hour: number } => ({ day: Math.floor(key / 32), hour: key - Math.floor(key / 32) * 32 });

/** The same of a day and a half hour of it, from 0: on a day of 25 hours the last is number 49. */
export const halfKey = (day: number, half: number): number => day * 64 + half;
export const halfOf = (key: number): { day: number; half: number } => ({ day: Math.floor(key / 64), half: key - Math.floor(key / 64) * 64 });

/** When the move at a byte of a ledger row happened, in microseconds from the start of its day. */
export const offsetOf = (moves: Uint8Array, at: number): number =>
  (moves[at] ?? 0) + (moves[at + 1] ?? 0) * 0x100 + (moves[at + 2] ?? 0) * 0x10000 + (moves[at + 3] ?? 0) * 0x1000000 + (moves[at + 4] ?? 0) * 0x100000000;

function inOrder(moves: Buffer, hour: number): Pick<HourMoves, 'moves' | 'marks'> {
  const count = moves.length / moveLength;
  if (count < fewMoves || count > placeLimit) return { moves, marks: null };
  const sorted = Buffer.allocUnsafe(moves.length);
  placesInOrder(moves, hour).forEach((place, i) => {
    for (let at = 0; at < moveLength; at += 1) sorted[i * moveLength + at] = moves[place * moveLength + at] ?? 0;
  });
  return { moves: sorted, marks: marksOf(sorted, hour, hourParts) };
}

/** The places of an hour's moves in order of time; of one instant as they are. At most 2^20 of them. */
function placesInOrder(moves: Uint8Array, hour: number): Float64Array {
  const keys = new Float64Array(moves.length / moveLength);
  for (let i = 0; i < keys.length; i += 1) keys[i] = (offsetOf(moves, i * moveLength) - hour * hourMicros) * placeLimit + i;
  keys.sort();
  for (let i = 0; i < keys.length; i += 1) keys[i] = (keys[i] ?? 0) % placeLimit;
  return keys;
}

/** Moves of an hour that were recorded at one instant, as a number that grows with time. */
export type RecordedMoves = { recorded: bigint; moves: Buffer };
/** Rows of an hour as one: all moves in order of time, and for each which of the row's instants it was recorded at (2 bytes, little end first). */
export type JoinedMoves = Pick<HourMoves, 'moves' | 'marks'> & { origins: Buffer };

/** Puts rows of an hour together; its instants are theirs, in order and each once. At most 2^16 instants. More than 2^20 moves stay in the order they are in. */
export function joinMoves(rows: readonly RecordedMoves[], hour: number): JoinedMoves {
  const origins = new Map([...new Set(rows.map(({ recorded }) => recorded))].sort((a, b) => (a < b ? -1 : 1)).map((recorded, i) => [recorded, i]));
  const all = Buffer.concat(rows.map(({ moves }) => moves));
  const own = new Uint16Array(all.length / moveLength);
  let filled = 0;
  for (const { recorded, moves } of rows) own.fill(origins.get(recorded) ?? 0, filled, (filled += moves.length / moveLength));
  const joined = { moves: Buffer.allocUnsafe(all.length), origins: Buffer.allocUnsafe(own.length * 2) };
  const isOrdered = own.length <= placeLimit;
  (isOrdered ? placesInOrder(all, hour) : Float64Array.from(own.keys())).forEach((place, i) => {
    joined.moves.set(all.subarray(place * moveLength, (place + 1) * moveLength), i * moveLength);
    joined.origins.writeUInt16LE(own[place] ?? 0, i * 2);
  });
  return { ...joined, marks: isOrdered && own.length >= fewMoves ? marksOf(joined.moves, hour, joinedParts) : null };
}

/** The marks of an hour's moves that are in order of time, for so many parts of the hour: how many lie before each of them but the first. */
export function marksOf(moves: Uint8Array, hour: number, parts: number): number[] {
  const marks: number[] = [];
  for (let at = 0; at < moves.length; at += moveLength) {
    const part = Math.floor((offsetOf(moves, at) - hour * hourMicros) / (hourMicros / parts));
    while (marks.length < part) marks.push(at / moveLength);
  }
  while (marks.length < parts - 1) marks.push(moves.length / moveLength);
  return marks;
}

/** Reads a ledger row's moves. `offset` is in microseconds from the start of its day. */
export function readMoves(moves: Buffer, each: (offset: number, cell: number, code: number, n: number) => void): void {
  for (let at = 0; at + moveLength <= moves.length; at += moveLength) {
    each(moves.readUInt32LE(at) + (moves[at + 4] ?? 0) * 0x100000000, moves.readUInt32LE(at + 5) + moves.readUInt16LE(at + 9) * 0x100000000, moves[at + 11] ?? 0, moves.readInt8(at + 12));
  }
}
