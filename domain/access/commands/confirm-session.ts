import { randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { spendCode } from '@/domain/access/commands/spend-code';
import { unauthenticated } from '@/domain/access/permissions';
import { ConfirmSession } from '@/domain/access/schemas';
import type { Clock } from '@/domain/clock';
import { command } from '@/domain/command';
import { database } from '@/db/client';
import { sessions } from '@/db/schema';

const waiting = (id: string, now: Date) => and(eq(sessions.id, id), isNull(sessions.revokedAt), isNull(sessions.codeAt), gt(sessions.expiresAt, now));

/**
 * Lets a session in that waits for a second factor: a code of its owner's authenticator, or a recovery code. The session gets a new
 * id, so that a cookie planted before the code is worthless after it; returns that id. Throws `unauthenticated` when none waits.
 */
export async function confirmSession(input: unknown, clock?: Clock): Promise<string> {
  const { session } = await confirm({ kind: 'system', id: 'sign_in' }, input, clock);
  return session;
}

const confirm = command({
  action: 'session.confirm',
  permission: 'users:write',
  input: ConfirmSession,
  async prove({ input, clock }) {
    const db = await database();
    const [found] = await db.select({ userId: sessions.userId }).from(sessions).where(waiting(input.session, clock()));
    if (!found) throw unauthenticated();
    return spendCode(found.userId, input.code, clock, { recovery: true });
  },
  async run({ tx, input, now, proof }) {
    const [old] = await tx.update(sessions).set({ revokedAt: now }).where(waiting(input.session, now)).returning();
    if (!old) throw unauthenticated();
    const session = randomBytes(32).toString('base64url');
    await tx.insert(sessions).values({ id: session, userId: old.userId, createdAt: old.createdAt, expiresAt: old.expiresAt, lastSeenAt: now, codeAt: now });
    return { result: { session }, object: { type: 'user', id: old.userId }, after: { second_factor: proof ?? null } };
  },
});
