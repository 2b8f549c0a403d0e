import { randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import { base32 } from '@/domain/access/base32';
import { EnrolSecondFactor } from '@/domain/access/schemas';
import { unseal } from '@/domain/access/seal';
import { tokenDigest } from '@/domain/access/token';
import { matchingStep } from '@/domain/access/totp';
import { command } from '@/domain/command';
import { conflict, invalid } from '@/domain/errors';
import { secret } from '@/domain/secrets';
import { recoveryCodes, secondFactors, sessions } from '@/db/schema';

/** How long a key that was shown waits for its first code. */
export const pendingMinutes = 30;
const recoveryCodeCount = 10;

/**
 * Makes the key that was shown the actor's authenticator, proven by a code of it. Returns ten recovery codes of 120 random bits,
 * shown once and stored as digests; earlier ones are gone. All other sessions of the actor end. Throws `conflict` when no key
 * waits, `invalid` for a wrong code.
 */
export const enrolSecondFactor = command({
  action: 'second_factor.enrol',
  permission: 'uptake:read',
  input: EnrolSecondFactor,
  async run({ tx, actor, input, now }) {
    const since = new Date(now.getTime() - pendingMinutes * 60_000);
    const [factor] = await tx.select().from(secondFactors).where(and(eq(secondFactors.userId, actor.id), gt(secondFactors.pendingSince, since))).for('update');
    if (!factor?.pendingKey) throw conflict('There is no new key, or it was shown too long ago. Start again.', 'no_pending_key');
    const step = matchingStep(unseal(secret('second_factor'), actor.id, factor.pendingKey), input.code, now);
    if (step === null) throw invalid('code: This code is not of the new key.', [{ field: 'code', message: 'code_wrong' }]);
    await tx.update(secondFactors).set({ key: factor.pendingKey, confirmedAt: now, lastStep: step, pendingKey: null, pendingSince: null }).where(eq(secondFactors.userId, actor.id));
    const codes = Array.from({ length: recoveryCodeCount }, () => base32(randomBytes(15)));
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, actor.id));
    await tx.insert(recoveryCodes).values(codes.map((code) => ({ userId: actor.id, digest: tokenDigest(code) })));
    await tx.update(sessions).set({ revokedAt: now }).where(and(eq(sessions.userId, actor.id), ne(sessions.id, input.session), isNull(sessions.revokedAt)));
    await tx.update(sessions).set({ codeAt: now }).where(and(eq(sessions.userId, actor.id), eq(sessions.id, input.session)));
    const before = { second_factor: factor.key === null ? 'none' : 'totp' };
    return { result: { codes: codes.map(inFours) }, object: { type: 'user', id: actor.id }, before, after: { second_factor: 'totp', recovery_codes: codes.length } };
  },
});

const inFours = (code: string): string => (code.match(/.{4}/g) ?? []).join('-');
