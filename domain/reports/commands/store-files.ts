import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { ReportFile } from '@/domain/reports/document';
import type { Transaction } from '@/db/client';
import { reportFileChunks, reportFiles } from '@/db/schema';

export const pieceSize = 1024 * 1024;

export type StoredFile = { name: string; mediaType: string; size: number; sha256: string };

/** Removes what an earlier attempt may have left. */
export async function clearFiles(tx: Transaction, run: number): Promise<void> {
  await tx.delete(reportFileChunks).where(eq(reportFileChunks.run, run));
  await tx.delete(reportFiles).where(eq(reportFiles.run, run));
}

/** Stores a file in pieces of 1 MB, never holding more than one piece and the chunk at hand; returns its size and digest. */
export async function storeFile(tx: Transaction, run: number, file: ReportFile): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  let position = 0;
  for await (const content of inPieces(file.chunks)) {
    hash.update(content);
    size += content.length;
    await tx.insert(reportFileChunks).values({ run, name: file.name, position, content });
    position += 1;
  }
  const stored = { name: file.name, mediaType: file.mediaType, size, sha256: hash.digest('hex') };
  await tx.insert(reportFiles).values({ run, ...stored });
  return stored;
}

/** The same bytes in pieces of exactly `pieceSize`, but for the last. */
export async function* inPieces(chunks: AsyncIterable<Uint8Array>, length: number = pieceSize): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + length - held);
      waiting.push(part);
      held += part.length;
      from += part.length;
      if (held < length) continue;
      yield Buffer.concat(waiting);
      [waiting, held] = [[], 0];
    }
  }
  if (held > 0) yield Buffer.concat(waiting);
}
