import { randomBytes } from 'node:crypto';
import { and, count, eq, gt, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { spendLink } from '@/domain/access/commands/spend-link';
import { verifyPassword } from '@/domain/access/password';
import { isOpen } from '@/domain/access/queries';
import { type Clock, systemClock } from '@/domain/clock';
import { command } from '@/domain/command';
import { DomainError, missing } from '@/domain/errors';
import { database, transact } from '@/db/client';
import { failedSignIns, sessions, users } from '@/db/schema';

/** How long a session may last in all, and how many wrong passwords an account takes in fifteen minutes before it must wait. */
export const sessionHours = 12;
export const wrongPasswords = 5;
const signIn = { kind: 'system', id: 'sign_in' } as const;

/** Opens a session for a user who has proven who they are; returns its id. Where that user has an authenticator it waits for a code. Throws `missing` for an unknown, disabled or ended account. */
export const openSession = command({
  action: 'session.open',
  permission: 'users:write',
  input: z.strictObject({ userId: z.string().min(1), method: z.enum(['password', 'link', 'oidc']) }),
  async run({ tx, input, now }) {
    const [user] = await tx.select({ id: users.id }).from(users).where(and(eq(users.id, input.userId), isOpen(now)));
    if (!user) throw missing('The user');
    const id = randomBytes(32).toString('base64url');
    const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
    await tx.insert(sessions).values({ id, userId: user.id, createdAt: now, lastSeenAt: now, expiresAt });
    return { result: { session: id }, object: { type: 'user', id: user.id }, after: { method: input.method, expires_at: expiresAt.toISOString() } };
  },
});

/** The user with this e-mail and password, or null. Throws `too_many` before any hashing once an account has had too many wrong tries. */
export async function verifyCredentials(email: string, password: string, clock: Clock = systemClock): Promise<string | null> {
  const db = await database();
  const account = email.trim().toLowerCase().slice(0, 320);
  const now = clock();
  const [wrong] = await db.select({ n: count() }).from(failedSignIns).where(and(eq(failedSignIns.account, account), gt(failedSignIns.at, new Date(now.getTime() - 15 * 60_000))));
  if ((wrong?.n ?? 0) >= wrongPasswords) throw new DomainError('too_many', 'Too many wrong passwords. Wait fifteen minutes, or ask an admin for a sign-in link.');
  const [user] = await db.select({ id: users.id, passwordHash: users.passwordHash }).from(users).where(and(eq(users.email, account), isOpen(now)));
  if (await verifyPassword(user?.passwordHash ?? null, password)) return user?.id ?? null;
  await db.insert(failedSignIns).values({ account, at: now });
  return null;
}

/** The user a one-time sign-in link belongs to; the link is used up. Throws `conflict` when it is spent. */
export async function redeemSignInLink(token: string, clock: Clock = systemClock): Promise<string | null> {
  return transact(({ tx }) => spendLink(tx, token, 'sign_in', clock()));
}

/** The user behind a single sign-on answer: known by (issuer, subject), or linked once by an e-mail the provider has verified. Null when nobody is. */
export async function findOidcUser(identity: { issuer: string; subject: string; email: string | null; emailVerified: boolean }, clock: Clock = systemClock): Promise<string | null> {
  const db = await database();
  const now = clock();
  const [known] = await db.select({ id: users.id }).from(users).where(and(eq(users.oidcIssuer, identity.issuer), eq(users.oidcSubject, identity.subject), isOpen(now)));
  if (known) return known.id;
  if (!identity.emailVerified || identity.email === null) return null;
  const [linked] = await db
    .update(users)
    .set({ oidcIssuer: identity.issuer, oidcSubject: identity.subject })
    .where(and(eq(users.email, identity.email.toLowerCase()), isOpen(now), isNull(users.oidcSubject), isNull(users.passwordHash)))
    .returning({ id: users.id });
  return linked?.id ?? null;
}

export const openSessionFor = (userId: string, method: 'password' | 'link' | 'oidc') => openSession(signIn, { userId, method });
