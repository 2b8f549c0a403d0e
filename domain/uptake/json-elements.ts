const [quote, backslash, comma, open, close] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);
const blank = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** What is thrown when a body is no JSON array, or more than one. */
export const notAnArray = (): SyntaxError => new SyntaxError('The body is not one JSON array of events.');
/** What is thrown when a body ends inside its JSON array. */
export const unclosedArray = (): SyntaxError => new SyntaxError('The body ends before its JSON array does.');

/**
 * The elements of a JSON array as bytes, one at a time, numbered from 1, from a body of any length; null for an element longer
 * than `limit` bytes. Throws a SyntaxError when the body is no array or ends inside one.
 */
export async function* jsonElements(body: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<{ line: number; bytes: Buffer | null }> {
  let place = 'before' as 'before' | 'inside' | 'after';
  let depth = 0;
  let inString = false;
  let escaped = false;
  let held: Buffer[] = [];
  let size = 0;
  let line = 1;
  const keep = (bytes: Buffer) => {
    size += bytes.length;
    if (size <= limit) held.push(Buffer.from(bytes));
  };
  const take = () => {
    const element = { line: line++, bytes: size > limit ? null : Buffer.concat(held) };
    held = [];
    size = 0;
    return element;
  };
  const isBlank = () => size <= limit && Buffer.concat(held).toString('utf8').trim() === '';
  for await (const piece of body) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let start = 0;
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i] ?? 0;
      if (place !== 'inside') {
        if (blank.has(byte)) continue;
        if (place === 'after' || byte !== open) throw notAnArray();
        place = 'inside';
        start = i + 1;
      } else if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inString = false;
      } else if (byte === quote) inString = true;
      else if (opening.has(byte)) depth += 1;
      else if (depth > 0 && closing.has(byte)) depth -= 1;
      else if (depth === 0 && (byte === comma || byte === close)) {
        keep(chunk.subarray(start, i));
        start = i + 1;
        if (byte === close) place = 'after';
        if (byte === comma || !isBlank() || line > 1) yield take();
      }
    }
    if (place === 'inside') keep(chunk.subarray(start));
  }
  if (place !== 'after') throw unclosedArray();
}
