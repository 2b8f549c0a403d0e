import { Fields, plainBytes, slotNames, slots } from '@/domain/uptake/scan/fields';

const [quote, comma, newline, carriageReturn] = [0x22, 0x2c, 0x0a, 0x0d];
const plain = plainBytes('",');
const plainInQuotes = plainBytes('"');

/**
 * Recognises the CSV rows that need no parser: as many cells as the header has, of printable ASCII, quoted or not, a doubled quote
 * in `purposes` only. Every other row is for the slow path.
 */
export class CsvRows {
  readonly fields = new Fields();
  private readonly columns: number[];

  /** `header` as the sender wrote it, no field of an event twice; with a column that is unknown, every row goes the slow way. */
  constructor(header: string[]) {
    const found = header.map((name) => slotNames.findIndex((slot) => slot === name));
    this.columns = found.includes(-1) ? [] : found;
  }

  /** Fills `fields` from the row that begins at `from`. Returns the place of the newline that ends it, or -1. */
  recognise(bytes: Uint8Array, from: number): number {
    const { fields, columns } = this;
    const last = columns.length - 1;
    fields.clear();
    let at = from;
    for (let column = 0; column <= last; column += 1) {
      const slot = columns[column] ?? 0;
      if (bytes[at] === quote) {
        const end = endOfQuoted(bytes, at + 1, slot === slots.purposes);
        if (end < 0) return -1;
        fields.start[slot] = at + 1;
        fields.end[slot] = end;
        at = end + 1;
      } else {
        fields.start[slot] = at;
        while (plain[bytes[at] ?? 0] === 1) at += 1;
        fields.end[slot] = at;
      }
      if (column < last) {
        if (bytes[at] !== comma) return -1;
        at += 1;
      }
    }
    if (bytes[at] === carriageReturn) at += 1;
    return bytes[at] === newline && last >= 0 ? at : -1;
  }
}

/** The place of the closing quote, or -1. The purposes keep their doubled quotes: only equal bytes are asked for. */
function endOfQuoted(bytes: Uint8Array, from: number, mayDouble: boolean): number {
  for (let at = from; ; at += 2) {
    while (plainInQuotes[bytes[at] ?? 0] === 1) at += 1;
    if (bytes[at] !== quote) return -1;
    if (bytes[at + 1] !== quote) return at;
    if (!mayDouble) return -1;
  }
}
