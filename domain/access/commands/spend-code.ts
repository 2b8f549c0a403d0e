import { and, count, eq, gt, isNull } from 'drizzle-orm';
import { type Actor, unauthenticated } from '@/domain/access/permissions';
import { unseal } from '@/domain/access/seal';
import { tokenDigest } from '@/domain/access/token';
import { matchingStep } from '@/domain/access/totp';
import type { Clock } from '@/domain/clock';
import { DomainError, conflict, invalid } from '@/domain/errors';
import { secret } from '@/domain/secrets';
import { type Transaction, transact } from '@/db/client';
import { failedSignIns, recoveryCodes, secondFactors } from '@/db/schema';

/** How many wrong codes one person may give in fifteen minutes. */
export const wrongCodes = 5;
export type Factor = 'totp' | 'recovery_code';

const refused = (message: string, detail: string) => invalid(`code: ${message}`, [{ field: 'code', message: detail }], detail);

/**
 * Uses up a code of somebody's authenticator, or where it is allowed a recovery code, and says which it was. It commits on its own:
 * a wrong code counts, and a right one is gone, whatever comes of the command behind it. Of the same code given many times at once
 * one succeeds (RFC 6238 section 5.2). Throws `invalid` for a wrong or used code, `too_many`, or `conflict` without an authenticator.
 */
export async function spendCode(userId: string, code: string, clock: Clock, { recovery = false } = {}): Promise<Factor> {
  const outcome = await transact(async ({ tx }) => {
    const [factor] = await tx.select().from(secondFactors).where(eq(secondFactors.userId, userId)).for('update');
    if (!factor?.key) throw conflict('This needs an authenticator. Enrol one under Settings, Your account.', 'no_second_factor');
    const now = clock();
    await refuseTooMany(tx, userId, now);
    const step = matchingStep(unseal(secret('second_factor'), userId, factor.key), code, now);
    if (step !== null && step <= factor.lastStep) return 'spent';
    if (step !== null) {
      await tx.update(secondFactors).set({ lastStep: step }).where(eq(secondFactors.userId, userId));
      return 'totp';
    }
    if (recovery && (await spendRecoveryCode(tx, userId, code, now))) return 'recovery_code';
    await tx.insert(failedSignIns).values({ account: accountOf(userId), at: now });
    return 'wrong';
  });
  if (outcome === 'spent') throw refused('This code has been used. Wait for the next one.', 'code_spent');
  if (outcome === 'wrong') throw refused('This code is not right. Look at the authenticator again.', 'code_wrong');
  return outcome;
}

/** The same for whoever acts: throws `unauthenticated` for anyone but a signed-in person. */
export async function proveFresh(actor: Actor, code: string, clock: Clock): Promise<Factor> {
  if (actor.kind !== 'user') throw unauthenticated();
  return spendCode(actor.id, code, clock);
}

const accountOf = (userId: string) => `code of ${userId}`; // No e-mail address has a blank in it.

async function refuseTooMany(tx: Transaction, userId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - 15 * 60_000);
  const [wrong] = await tx.select({ n: count() }).from(failedSignIns).where(and(eq(failedSignIns.account, accountOf(userId)), gt(failedSignIns.at, since)));
  if ((wrong?.n ?? 0) >= wrongCodes) throw new DomainError('too_many', 'Too many wrong codes. Wait fifteen minutes.', { detail: 'too_many_codes' });
}

async function spendRecoveryCode(tx: Transaction, userId: string, code: string, now: Date): Promise<boolean> {
  const spent = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.digest, tokenDigest(code)), isNull(recoveryCodes.usedAt)))
    .returning({ userId: recoveryCodes.userId });
  return spent.length > 0;
}
