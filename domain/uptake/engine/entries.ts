import type { ByteReader, ByteWriter } from '@/domain/uptake/engine/bytes';
import { cellNumber, localeOf, placeOf, versionOf } from '@/domain/uptake/engine/cell-number';

/**
 * One standing event of a subject, in numbers. Two entries with the same id are the same event exactly when instant, cell and act
 * are equal, since the dictionaries give equal words equal numbers.
 */
export type Entry = {
  /** Microseconds since 1970, UTC. */
  at: number;
  /** The id as it is kept: 16 bytes for a lower-case UUID, else its UTF-8 with `isUuid` false. */
  id: Uint8Array;
  isUuid: boolean;
  cell: number;
  act: number;
  /** The segment that brought it. */
  segment: number;
};

/** Microseconds from 1900 to 1970: instants are kept from 1900 on, so that seven bytes hold them exactly. */
export const epochShift = 2_208_988_800_000_000;
/** The second half of a pseudonym leads a timeline; its first half is the row's key. */
export const leadLength = 16;

const hyphen = 45;
/** Where the pairs of digits of a UUID's text begin. */
const pairs = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const;
/** The value of each lower-case hexadecimal digit; −1 for any other byte. */
const digits = Int8Array.from({ length: 256 }, (_, byte) => '0123456789abcdef'.indexOf(String.fromCharCode(byte)));

/** Writes a lower-case UUID's 36 characters as its 16 bytes into `out` at a place; false, with that place spoilt, for anything else. */
function packUuid(ids: Uint8Array, start: number, out: Uint8Array, at: number): boolean {
  if (ids[start + 8] !== hyphen || ids[start + 13] !== hyphen || ids[start + 18] !== hyphen || ids[start + 23] !== hyphen) return false;
  for (let i = 0; i < 16; i += 1) {
    const from = start + (pairs[i] ?? 0);
    const byte = ((digits[ids[from] ?? 0] ?? -1) << 4) | (digits[ids[from + 1] ?? 0] ?? -1);
    if (byte < 0) return false;
    out[at + i] = byte;
  }
  return true;
}

/** Gathers ids as timelines keep them, in one buffer: an array of its own for each would weigh more than the id. */
export class IdStore {
  private readonly packed: Uint8Array;
  private filled = 0;

  /** `room` is the number of bytes of all ids written out; packed they take no more. */
  constructor(room: number) {
    this.packed = new Uint8Array(room);
  }

  /** An id as a timeline keeps it, from its UTF-8 bytes. */
  add(ids: Uint8Array, start: number, length: number): Pick<Entry, 'id' | 'isUuid'> {
    const from = this.filled;
    if (length === 36 && packUuid(ids, start, this.packed, from)) {
      this.filled = from + 16;
      return { id: this.packed.subarray(from, from + 16), isUuid: true };
    }
    this.packed.set(ids.subarray(start, start + length), from);
    this.filled = from + length;
    return { id: this.packed.subarray(from, from + length), isUuid: false };
  }
}

/** The id's text again. */
export function idText({ id, isUuid }: Pick<Entry, 'id' | 'isUuid'>): string {
  const text = Buffer.from(id.buffer, id.byteOffset, id.length).toString(isUuid ? 'hex' : 'utf8');
  return isUuid ? `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}` : text;
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hexHigh = Uint8Array.from(hexPairs, (pair) => pair.charCodeAt(0));
const hexLow = Uint8Array.from(hexPairs, (pair) => pair.charCodeAt(1));

/** Writes the 36 characters of a UUID kept as 16 bytes: what `idText` gives, without a string. */
export function writeUuidText(out: ByteWriter, bytes: Uint8Array, start: number): void {
  out.reserve(36);
  for (let i = 0; i < 16; i += 1) {
    const byte = bytes[start + i] ?? 0;
    if (i === 4 || i === 6 || i === 8 || i === 10) out.buffer[out.length++] = 45;
    out.buffer[out.length++] = hexHigh[byte] ?? 0;
    out.buffer[out.length++] = hexLow[byte] ?? 0;
  }
}

export function sameId(a: Pick<Entry, 'id' | 'isUuid'>, b: Pick<Entry, 'id' | 'isUuid'>): boolean {
  if (a.isUuid !== b.isUuid || a.id.length !== b.id.length) return false;
  for (let i = a.id.length - 1; i >= 0; i -= 1) if (a.id[i] !== b.id[i]) return false;
  return true;
}

/** Ids compare by the bytes of their text (contract section 2). */
const compareIds = (a: Entry, b: Entry) => (a.isUuid === b.isUuid ? Buffer.compare(a.id, b.id) : Buffer.compare(Buffer.from(idText(a)), Buffer.from(idText(b))));

/** The order of a timeline: (instant, id). */
export const compareEntries = (a: Entry, b: Entry): number => a.at - b.at || compareIds(a, b);

export function writeEntry(out: ByteWriter, entry: Entry): void {
  out.seven(entry.at + epochShift);
  writeCell(out, entry.cell);
  out.uint(entry.act);
  out.uint(entry.segment);
  writeId(out, entry);
}

export function writeCell(out: ByteWriter, cell: number): void {
  out.uint(placeOf(cell));
  out.uint(localeOf(cell));
  out.uint(versionOf(cell));
}

export const readCell = (from: ByteReader): number => cellNumber(from.uint(), from.uint(), from.uint());

export function writeId(out: ByteWriter, { id, isUuid }: Pick<Entry, 'id' | 'isUuid'>): void {
  out.uint(isUuid ? 0 : id.length);
  out.bytes(id);
}

export function readId(from: ByteReader): Pick<Entry, 'id' | 'isUuid'> {
  const length = from.uint();
  return { id: from.bytes(length === 0 ? 16 : length), isUuid: length === 0 };
}

export function readEntry(from: ByteReader): Entry {
  const at = from.seven() - epochShift;
  const cell = readCell(from);
  const act = from.uint();
  const segment = from.uint();
  const { id, isUuid } = readId(from);
  return { at, id, isUuid, cell, act, segment };
}

/** The entries of a timeline row in order, after the half pseudonym that leads it. */
export function readEntries(from: ByteReader): Entry[] {
  from.bytes(leadLength);
  const entries: Entry[] = [];
  while (!from.isDone) entries.push(readEntry(from));
  return entries;
}

/** 16 bytes as a UUID's text: how the database names a subject's key. */
export function uuidOf(bytes: Uint8Array): string {
  return idText({ id: bytes.subarray(0, 16), isUuid: true });
}
