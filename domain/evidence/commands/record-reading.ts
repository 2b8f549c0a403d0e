import { createHash } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import { type Actor, actorReference } from '@/domain/access/permissions';
import { type Clock, systemClock } from '@/domain/clock';
import { append, withheld } from '@/domain/evidence/log';
import { transact } from '@/db/client';
import { readings } from '@/db/schema';

/** For how long looking at the same page again is the same reading. */
export const readingMinutes = 5;

export type Reading = {
  /** A page is one reading however often it renews itself; a download counts each time. */
  kind: 'page' | 'download';
  path: string;
  /** The query of the address, with its question mark, or nothing. It may hold what somebody searched for, so that only its digest enters the log. */
  search: string;
};

/** Whoever is there to check others is checked too. */
const isAuditor = (actor: Actor) => (actor.kind === 'user' && actor.role === 'auditor') || (actor.kind === 'key' && actor.scope === 'auditor');

/** Puts into the log what an auditor is about to see or take away; of everybody else nothing. The page fails where the log cannot be written. */
export async function recordReading(actor: Actor, { kind, path, search }: Reading, clock: Clock = systemClock): Promise<void> {
  if (!isAuditor(actor)) return;
  const reader = `${actorReference(actor).kind} ${actor.id}`;
  const page = createHash('sha256').update(`${path}${search}`).digest('hex');
  await transact(async ({ tx }) => {
    const now = clock();
    const since = new Date(now.getTime() - readingMinutes * 60_000);
    const fresh = await tx
      .insert(readings)
      .values({ reader, page, at: now })
      .onConflictDoUpdate({ target: [readings.reader, readings.page], set: { at: sql`excluded.at` }, ...(kind === 'page' ? { setWhere: lt(readings.at, since) } : {}) })
      .returning({ page: readings.page });
    if (fresh.length === 0) return;
    await append(tx, { action: 'evidence.view', actor, object: { type: 'page', id: path.slice(0, 300) }, at: now, after: { kind, search: search === '' ? null : withheld(search) } });
  });
}
