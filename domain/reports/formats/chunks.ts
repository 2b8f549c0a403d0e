const target = 64 * 1024;

/**
 * Turns pieces of text into UTF-8 chunks of about 64 KiB that can be read more than once (to hash, then to write).
 * `pieces` is called anew for each reading, and is asked for more only when the reader is.
 */
export function encoded(pieces: () => Iterable<string>): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      yield* gathered(pieces());
    },
  };
}

/** Joins small pieces of text into UTF-8 buffers of about 64 KiB; a lone surrogate becomes U+FFFD. */
export function* gathered(pieces: Iterable<string>): Generator<Buffer> {
  let waiting: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length >= target) {
      yield Buffer.from(waiting.join(''), 'utf8');
      waiting = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.from(waiting.join(''), 'utf8');
}

/** The same for pieces that are not all there yet. */
export async function* gatheredAsync(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < target) continue;
    yield Buffer.from(waiting, 'utf8');
    waiting = '';
  }
  if (waiting !== '') yield Buffer.from(waiting, 'utf8');
}

/** All bytes of a stream of chunks in one buffer. Only for what is known to be small. */
export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
