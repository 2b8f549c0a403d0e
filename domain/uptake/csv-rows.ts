const [quote, comma, newline] = [0x22, 0x2c, 0x0a];

/**
 * The rows of a CSV body (RFC 4180) as bytes, one at a time, each with the line it begins on; null for a row longer than `limit`
 * bytes, after which reading goes on at the next line. Returns whether the body ended inside a quoted cell.
 */
export async function* csvRows(body: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<{ line: number; bytes: Buffer | null }, boolean> {
  let place = 'start' as 'start' | 'bare' | 'quoted' | 'closed';
  let held: Buffer[] = [];
  let size = 0;
  let line = 1;
  let begins = 1;
  const keep = (bytes: Buffer) => {
    size += bytes.length;
    if (size <= limit) held.push(Buffer.from(bytes));
  };
  const take = () => {
    const row = { line: begins, bytes: size > limit ? null : Buffer.concat(held) };
    [held, size, place, begins] = [[], 0, 'start', line];
    return row;
  };
  for await (const piece of body) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let start = 0;
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i];
      if (byte === newline) line += 1;
      if (byte === newline && size + i - start > limit) place = 'bare'; // A quote that never closes must not swallow the rest.
      if (place === 'quoted') {
        if (byte === quote) place = 'closed';
      } else if (byte === newline) {
        keep(chunk.subarray(start, i));
        start = i + 1;
        yield take();
      } else if (byte === quote && place !== 'bare') place = 'quoted'; // At a cell's start, or doubled inside one.
      else place = byte === comma ? 'start' : 'bare';
    }
    keep(chunk.subarray(start));
  }
  const unfinished = place === 'quoted' && size <= limit;
  if (size > 0 && !unfinished) yield take();
  return unfinished;
}

const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",]*))(,|$)/y;

/** The cells of a row, or null when its quotes make no sense. */
export function cellsOf(row: string): string[] | null {
  const cells: string[] = [];
  for (cell.lastIndex = 0; ; ) {
    const match = cell.exec(row);
    if (!match) return null;
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') return cells;
  }
}
