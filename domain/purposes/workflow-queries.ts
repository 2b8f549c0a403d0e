import { and, asc, desc, eq, inArray, lte, ne } from 'drizzle-orm';
import { type Actor, permit } from '@/domain/access/permissions';
import { database } from '@/db/client';
import { purposes, registerSettings, users } from '@/db/schema';

export type QueueRow = { key: string; title: string; version: number; owner: string; reviewer: string | null; reviewBy: string | null; reviewDue: string | null };
export type Queue = { mine: QueueRow[]; others: QueueRow[]; changes: QueueRow[]; due: QueueRow[] };

/** At most this many of a kind; the register itself filters further. */
const most = 100;

/** What waits for the actor, for others, for its author, and what is due for review by a day; the most urgent first. */
export async function readQueue(actor: Actor, today: string): Promise<Queue> {
  permit(actor, 'purposes:write');
  const db = await database();
  const columns = { key: purposes.key, title: purposes.title, version: purposes.version, owner: purposes.owner, reviewer: users.name, reviewBy: purposes.reviewBy, reviewDue: purposes.reviewDue };
  const from = () => db.select(columns).from(purposes).leftJoin(users, eq(users.id, purposes.reviewer));
  const inReview = eq(purposes.status, 'in_review');
  const [mine, others, changes, due] = await Promise.all([
    from().where(and(inReview, eq(purposes.reviewer, actor.id))).orderBy(asc(purposes.reviewBy), asc(purposes.key)).limit(most),
    from().where(and(inReview, ne(purposes.reviewer, actor.id))).orderBy(asc(purposes.reviewBy), asc(purposes.key)).limit(most),
    from().where(eq(purposes.status, 'changes_requested')).orderBy(asc(purposes.key)).limit(most),
    from().where(and(ne(purposes.status, 'ended'), lte(purposes.reviewDue, today))).orderBy(asc(purposes.reviewDue), asc(purposes.key)).limit(most),
  ]);
  return { mine, others, changes, due };
}

/** The rows of some purposes, in order of key, for a change to all of them. */
export async function readSelection(actor: Actor, keys: string[]): Promise<{ key: string; title: string; version: number; owner: string; reviewDue: string | null }[]> {
  permit(actor, 'purposes:write');
  if (keys.length === 0) return [];
  const db = await database();
  return db.select({ key: purposes.key, title: purposes.title, version: purposes.version, owner: purposes.owner, reviewDue: purposes.reviewDue }).from(purposes).where(inArray(purposes.key, keys)).orderBy(asc(purposes.key));
}

/** Whether an author may decide on their own work, and who said so why; the last setting recorded. */
export async function readRegisterSettings(actor: Actor): Promise<{ ownApproval: boolean; reason: string; author: string; recordedAt: Date } | null> {
  permit(actor, 'purposes:read');
  const db = await database();
  const [last] = await db.select({ ownApproval: registerSettings.ownApproval, reason: registerSettings.reason, author: registerSettings.author, name: users.name, recordedAt: registerSettings.recordedAt })
    .from(registerSettings).leftJoin(users, eq(users.id, registerSettings.author)).orderBy(desc(registerSettings.recordedAt), desc(registerSettings.id)).limit(1);
  return last ? { ownApproval: last.ownApproval, reason: last.reason, author: last.name ?? last.author, recordedAt: last.recordedAt } : null;
}
