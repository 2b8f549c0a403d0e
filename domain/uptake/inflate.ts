import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { invalid } from '@/domain/errors';

/** Below this a body may inflate as far as it likes. */
const freeBytes = 64 * 1024 * 1024;
/** Events inflate some 10 to 60 times; what goes beyond this holds no events but a means to keep the server busy. */
const maxRatio = 200;

/**
 * The body behind `Content-Encoding: gzip` (RFC 1952, of one member or several), piece by piece, so that its size does not matter.
 * A cut body throws zlib's error, one that inflates beyond 64 MiB and 200 times its size throws `invalid`, `inflates_too_far`.
 */
export async function* inflated(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let packed = 0;
  async function* counted() {
    for await (const piece of body) {
      packed += piece.length;
      yield piece;
    }
  }
  let size = 0;
  // The pipeline reports to the reader of the last stream, which is the one place where errors are handled.
  for await (const piece of pipeline(Readable.from(counted()), createGunzip(), () => undefined) as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > freeBytes && size > packed * maxRatio) throw invalid(`The body inflates to more than ${maxRatio} times its size.`, [], 'inflates_too_far');
    yield piece;
  }
}
