import { createHash } from 'node:crypto';
import { asc, gt } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { type Json, canonicalize } from '@/domain/evidence/canonical';
import { database } from '@/db/client';
import { logEntries } from '@/db/schema';

/** Walks the whole log: numbers dense from 0, each entry canonical (RFC 8785) and carrying its own number. Returns how many entries, the digest over all, and what is wrong. */
export async function checkLog(actor: Actor): Promise<{ entries: number; sha256: string; problems: string[] }> {
  permit(actor, 'evidence:read');
  const db = await database();
  const hash = createHash('sha256');
  const problems: string[] = [];
  let next = 0;
  for (;;) {
    const page = await db.select().from(logEntries).where(gt(logEntries.seq, next - 1)).orderBy(asc(logEntries.seq)).limit(5_000);
    if (page.length === 0) break;
    for (const { seq, entry } of page) {
      if (seq !== next) problems.push(`Entry ${next} is missing; ${seq} follows.`);
      next = seq + 1;
      const parsed: Json = JSON.parse(entry);
      if (canonicalize(parsed) !== entry) problems.push(`Entry ${seq} is not in canonical form.`);
      if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed) || parsed.seq !== seq) problems.push(`Entry ${seq} does not carry its own number.`);
      hash.update(`${entry}\n`);
    }
  }
  return { entries: next, sha256: hash.digest('hex'), problems };
}
