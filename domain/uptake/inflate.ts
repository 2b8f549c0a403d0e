import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The body behind `Content-Encoding: gzip` (RFC 1952), piece by piece, so that its size does not matter. A cut body throws zlib's error. */
export function inflated(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  // The pipeline reports to the reader of the last stream, which is the one place where errors are handled.
  return pipeline(Readable.from(body), createGunzip(), () => undefined);
}
