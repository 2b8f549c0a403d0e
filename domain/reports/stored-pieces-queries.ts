import { and, eq } from 'drizzle-orm';
import { database } from '@/db/client';
import { reportFileChunks } from '@/db/schema';

/** The bytes of a stored file, read piece by piece as they are asked for; the caller has judged who may. */
export async function* storedPieces(run: number, name: string): AsyncGenerator<Buffer> {
  const db = await database();
  for (let position = 0; ; position += 1) {
    const [piece] = await db.select({ content: reportFileChunks.content }).from(reportFileChunks)
      .where(and(eq(reportFileChunks.run, run), eq(reportFileChunks.name, name), eq(reportFileChunks.position, position)));
    if (!piece) return;
    yield piece.content;
  }
}
