import { and, eq, isNull } from 'drizzle-orm';
import { ResetSecondFactor } from '@/domain/access/schemas';
import { command } from '@/domain/command';
import { missing } from '@/domain/errors';
import { recoveryCodes, secondFactors, sessions } from '@/db/schema';

/** Takes a lost authenticator from an account, with its recovery codes, and ends the account's sessions; its owner signs in as before and enrols anew. Throws `missing` where there is none. */
export const resetSecondFactor = command({
  action: 'second_factor.reset',
  permission: 'users:write',
  input: ResetSecondFactor,
  async run({ tx, input: { id }, now }) {
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, id));
    const [gone] = await tx.delete(secondFactors).where(eq(secondFactors.userId, id)).returning({ userId: secondFactors.userId });
    if (!gone) throw missing('The authenticator');
    await tx.update(sessions).set({ revokedAt: now }).where(and(eq(sessions.userId, id), isNull(sessions.revokedAt)));
    return { result: { id }, object: { type: 'user', id }, before: { second_factor: 'totp' }, after: { second_factor: 'none' } };
  },
});
