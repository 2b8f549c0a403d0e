import { type Param, and, asc, desc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { type Actor, permit, unauthenticated } from '@/domain/access/permissions';
import { matchesDigest } from '@/domain/access/token';
import type { Role } from '@/domain/access/vocabulary';
import { type Clock, systemClock } from '@/domain/clock';
import type { Language } from '@/domain/words/vocabulary';
import { database } from '@/db/client';
import { apiKeys, oneTimeLinks, secondFactors, sessions, users } from '@/db/schema';
import { writtenOnce } from '@/db/written-once';

export type Viewer = { actor: Actor & { kind: 'user' }; session: string; name: string; email: string; role: Role; language: Language };

type When = Date | Param;

/** How long a session may lie idle. */
export const idleMinutes = 30;

/** A session that goes on, of an account that does. `idleSince`: whoever was not seen after it has gone. */
const isLive = (now: When, idleSince: When) => and(isNull(sessions.revokedAt), gt(sessions.expiresAt, now), gt(sessions.lastSeenAt, idleSince), isOpen(now));
const idleSinceAt = (now: Date) => new Date(now.getTime() - idleMinutes * 60_000);

/** An account that is neither disabled nor over. */
export const isOpen = (now: When) => and(isNull(users.disabledAt), or(isNull(users.expiresAt), gt(users.expiresAt, now)));

const viewerOfSession = writtenOnce((db) => {
  const [now, idleSince] = [sql.param(sql.placeholder('now'), sessions.expiresAt), sql.param(sql.placeholder('idleSince'), sessions.lastSeenAt)];
  return db
    .select({ id: users.id, name: users.name, email: users.email, role: users.role, language: users.language, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(and(eq(sessions.id, sql.placeholder('session')), isLive(now, idleSince), or(isNull(secondFactors.key), isNotNull(sessions.codeAt))))
    .prepare('viewer');
});

/**
 * The person behind a session id, read from the database on every request; null when it has ended, lain idle or waits for a second
 * factor, or when its user is disabled or over.
 */
export async function findViewer(sessionId: string, clock: Clock = systemClock): Promise<Viewer | null> {
  const now = clock();
  const [found] = await (await viewerOfSession()).execute({ session: sessionId, now, idleSince: idleSinceAt(now) });
  if (!found) return null;
  if (now.getTime() - found.lastSeenAt.getTime() > 60_000) await (await database()).update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, sessionId));
  const { id, name, email, role, language } = found;
  return { actor: { kind: 'user', id, role }, session: sessionId, name, email, role, language };
}

/** Whether a session waits for its owner's second factor; until then it is nobody's. */
export async function awaitsCode(sessionId: string, clock: Clock = systemClock): Promise<boolean> {
  const db = await database();
  const now = clock();
  const [found] = await db
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(secondFactors, and(eq(secondFactors.userId, users.id), isNotNull(secondFactors.key)))
    .where(and(eq(sessions.id, sessionId), isLive(now, idleSinceAt(now)), isNull(sessions.codeAt)));
  return found !== undefined;
}

/** The actor behind `Authorization: Bearer nb_<id>_<secret>`. Throws `unauthenticated` for anything that is not a live key. */
export async function actorOfKey(bearer: string | null, clock: Clock = systemClock): Promise<Actor> {
  const match = /^Bearer nb_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/.exec(bearer ?? '');
  const [, id = '', token = ''] = match ?? [];
  if (!match) throw unauthenticated();
  const db = await database();
  const now = clock();
  const [key] = await db.select().from(apiKeys).where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now)));
  if (!key || !matchesDigest(token, key.secretDigest)) throw unauthenticated();
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > 60_000) await db.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id));
  return { kind: 'key', id, scope: key.scope };
}

/** Everybody with an account, in order of e-mail. */
export async function listUsers(actor: Actor, clock: Clock = systemClock) {
  permit(actor, 'users:read');
  const db = await database();
  const now = clock();
  const found = await db
    .select({ id: users.id, email: users.email, name: users.name, role: users.role, createdAt: users.createdAt, disabledAt: users.disabledAt, expiresAt: users.expiresAt, enrolledAt: secondFactors.confirmedAt })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .orderBy(asc(users.email));
  return found.map((user) => ({ ...user, isOver: user.expiresAt !== null && user.expiresAt <= now }));
}

/** Every key without its secret, newest first. */
export async function listKeys(actor: Actor) {
  permit(actor, 'keys:read');
  const db = await database();
  return db
    .select({ id: apiKeys.id, name: apiKeys.name, scope: apiKeys.scope, createdAt: apiKeys.createdAt, expiresAt: apiKeys.expiresAt, revokedAt: apiKeys.revokedAt, lastUsedAt: apiKeys.lastUsedAt })
    .from(apiKeys)
    .orderBy(desc(apiKeys.createdAt), asc(apiKeys.id));
}

/** Whether somebody can administer already; while nobody can, the setup link works. */
export async function isSetUp(): Promise<boolean> {
  const db = await database();
  const [admin] = await db.select({ id: users.id }).from(users).where(eq(users.role, 'admin')).limit(1);
  return admin !== undefined;
}

/** Whether a one-time link could still be used; looking does not use it up. */
export async function isLinkLive(digest: string, kind: 'setup' | 'sign_in', clock: Clock = systemClock): Promise<boolean> {
  const db = await database();
  const [link] = await db
    .select({ expiresAt: oneTimeLinks.expiresAt })
    .from(oneTimeLinks)
    .where(and(eq(oneTimeLinks.tokenDigest, digest), eq(oneTimeLinks.kind, kind), isNull(oneTimeLinks.usedAt), gt(oneTimeLinks.expiresAt, clock())));
  return link !== undefined;
}
