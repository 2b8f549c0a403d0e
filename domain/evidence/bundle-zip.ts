import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export type BundleFile = { name: string; /** In bytes; the chunks must add up to it. */ size: number; chunks: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/** Stored, not deflated: the bytes then depend on no version of zlib, and no reader can be made to inflate anything. */
const stored = { forceDosTimestamp: true, mode: 0o100644, compress: false };
const perFile = 30 + 16 + 46;
const endLength = 22;
const mostBytes = 0xffff_fffe;

/**
 * The files as a ZIP in the one form that the verifier takes: by name, stored, no times, no comments. Streamed; the length is known before
 * (bytes). Throws a RangeError past 4 GiB.
 */
export function zipBundle(files: readonly BundleFile[]): { size: number; chunks: AsyncGenerator<Buffer> } {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const size = sorted.reduce((sum, file) => sum + file.size + perFile + 2 * Buffer.byteLength(file.name), endLength);
  if (size > mostBytes) throw new RangeError('A bundle has at most 4 GiB.');
  return { size, chunks: zipped(sorted) };
}

async function* zipped(files: BundleFile[]): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  const fail = (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on('error', fail);
  const mtime = new Date(2000, 0, 1); // Local fields without a zone: the same in every zone.
  for (const { name, size, chunks } of files) {
    zip.addReadStreamLazy(name, { ...stored, mtime, size }, (give) => give(null, Readable.from(chunks()).on('error', fail)));
  }
  zip.end();
  for await (const chunk of output) yield Buffer.from(chunk);
}

/** A text as a file of a bundle. */
export function textFile(name: string, text: string): BundleFile {
  const bytes = Buffer.from(text, 'utf8');
  return { name, size: bytes.length, chunks: () => [bytes] };
}
