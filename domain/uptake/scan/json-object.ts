import { Fields, plainBytes, slotCount, slotNames, slots } from '@/domain/uptake/scan/fields';

const [quote, comma, colon, open, close, bracket, bracketEnd] = [0x22, 0x2c, 0x3a, 0x7b, 0x7d, 0x5b, 0x5d];
const plain = plainBytes('"\\');
const names = slotNames.map((name) => Buffer.from(`${name}"`));

/** Where white space may stand: inside a line there is no newline. */
export const blanksOfLine = blanks(' \t\r');
export const blanksOfArray = blanks(' \t\r\n');

/**
 * Recognises the JSON objects that need no parser: known fields with strings of printable ASCII without escapes, and
 * `purposes` as an object without escapes or anything nested, each field once. Whatever else is JSON or not is for the slow path to say.
 */
export class JsonObjects {
  readonly fields = new Fields();
  /** By slot, the slot that followed it in the object before: a sender writes its fields in one order. */
  private readonly after = new Int8Array(slotCount + 1);

  constructor(private readonly blank: Uint8Array) {}

  /** Fills `fields` from the object that begins at `from`, white space before it aside. Returns the place behind it and the white space that follows, or -1. */
  recognise(bytes: Uint8Array, from: number): number {
    const { fields, after } = this;
    fields.clear();
    let at = this.skip(bytes, from);
    if (bytes[at] !== open) return -1;
    at += 1;
    for (let before: number = slotCount; ; ) {
      at = this.skip(bytes, at);
      if (bytes[at] !== quote) return -1;
      at += 1;
      let slot = after[before] ?? 0;
      if (!isAt(bytes, at, slot)) {
        slot = slotAt(bytes, at);
        if (slot < 0) return -1;
        after[before] = slot;
      }
      if (fields.end[slot] !== 0) return -1;
      before = slot;
      at = this.skip(bytes, at + (names[slot]?.length ?? 0));
      if (bytes[at] !== colon) return -1;
      at = this.skip(bytes, at + 1);
      const end = slot === slots.purposes ? endOfObject(bytes, at) : endOfString(bytes, at);
      if (end < 0) return -1;
      // The quotes of a string are not its value; the braces of the purposes are.
      const edge = slot === slots.purposes ? 0 : 1;
      fields.start[slot] = at + edge;
      fields.end[slot] = end - edge;
      at = this.skip(bytes, end);
      if (bytes[at] === close) return this.skip(bytes, at + 1);
      if (bytes[at] !== comma) return -1;
      at += 1;
    }
  }

  private skip(bytes: Uint8Array, from: number): number {
    let at = from;
    while (this.blank[bytes[at] ?? 0] === 1) at += 1;
    return at;
  }
}

function blanks(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const one of Buffer.from(characters)) table[one] = 1;
  return table;
}

function isAt(bytes: Uint8Array, at: number, slot: number): boolean {
  const name = names[slot];
  if (name === undefined) return false;
  for (let i = 0; i < name.length; i += 1) if (bytes[at + i] !== name[i]) return false;
  return true;
}

function slotAt(bytes: Uint8Array, at: number): number {
  for (let slot = 0; slot < slotCount; slot += 1) if (isAt(bytes, at, slot)) return slot;
  return -1;
}

/** The place behind the string's closing quote, or -1. */
function endOfString(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== quote) return -1;
  let at = from + 1;
  while (plain[bytes[at] ?? 0] === 1) at += 1;
  return bytes[at] === quote ? at + 1 : -1;
}

/**
 * The place behind the object's closing brace, or -1, also where a bracket might let an element of an array end elsewhere. What stands
 * between is not judged here: it counts only once the slow path has accepted the very same bytes.
 */
function endOfObject(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== open) return -1;
  for (let at = from + 1; ; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      const end = endOfString(bytes, at);
      if (end < 0) return -1;
      at = end - 1;
    } else if (byte === close) return at + 1;
    else if (byte === open || byte === bracket || byte === bracketEnd || plain[byte] !== 1) return -1;
  }
}
