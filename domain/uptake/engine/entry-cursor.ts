import { ByteReader } from '@/domain/uptake/engine/bytes';
import { epochShift, leadLength, readCell } from '@/domain/uptake/engine/entries';

/** Steps through the entries of a timeline row as `readEntry` reads them, without an object or an array for each: for passes over millions. */
export class EntryCursor {
  /** As in `Entry`, of the entry it stands on. */
  at = 0;
  cell = 0;
  act = 0;
  segment = 0;
  isUuid = false;
  /** The id is `bytes.subarray(idStart, idStart + idLength)`. */
  idStart = 0;
  idLength = 0;
  private readonly reader: ByteReader;

  /** The id as `Entry` has it. */
  get id(): Uint8Array {
    return this.bytes.subarray(this.idStart, this.idStart + this.idLength);
  }

  /** Stands before the first entry. */
  constructor(readonly bytes: Uint8Array) {
    this.reader = new ByteReader(bytes, leadLength);
  }

  /** Goes on to the next entry; false after the last. Throws a RangeError where the bytes end inside one. */
  next(): boolean {
    const { reader } = this;
    if (reader.isDone) return false;
    this.at = reader.seven() - epochShift;
    this.cell = readCell(reader);
    this.act = reader.uint();
    this.segment = reader.uint();
    const length = reader.uint();
    this.isUuid = length === 0;
    this.idLength = length === 0 ? 16 : length;
    this.idStart = reader.at;
    reader.skip(this.idLength);
    return true;
  }
}
