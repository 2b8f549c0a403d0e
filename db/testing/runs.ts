import { createHash } from 'node:crypto';
import { connection } from '@/db/client';
import { reportFileChunks, reportFiles, reportRuns } from '@/db/schema';

let last = 0;

/** A run that is ready, with a file, for tests of what comes after; returns its number and its file's bytes. */
export async function newReadyRun(given: Partial<typeof reportRuns.$inferInsert> = {}): Promise<{ number: number; content: Buffer }> {
  const { db } = await connection();
  const number = given.number ?? (last += 1);
  const at = new Date('2026-03-01T00:00:00Z');
  const content = Buffer.from(`{"report":${number}}`);
  const common = { type: 'article_30_record', language: 'en', filters: {}, asOf: at, knownAt: at, exact: true, illustrative: false, status: 'ready', progress: 1, requestedBy: 'test-legal', requestedAt: at, finishedAt: at, rows: 1 } as const;
  await db.insert(reportRuns).values({ ...common, inputsSha256: createHash('sha256').update(content).digest('hex'), ...given, number });
  const file = { run: number, name: 'report.json', mediaType: 'application/json', size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  await db.insert(reportFiles).values(file);
  await db.insert(reportFileChunks).values({ run: number, name: file.name, position: 0, content });
  return { number, content };
}
