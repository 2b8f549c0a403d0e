import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { spendCode } from '@/domain/access/commands/spend-code';
import { unauthenticated } from '@/domain/access/permissions';
import { StartSecondFactor } from '@/domain/access/schemas';
import { seal } from '@/domain/access/seal';
import { command } from '@/domain/command';
import { invalid } from '@/domain/errors';
import { secret } from '@/domain/secrets';
import { database } from '@/db/client';
import { secondFactors } from '@/db/schema';

/**
 * Makes a key for the actor's own authenticator, of 20 bytes as RFC 4226 section 4 recommends; it counts once a code of it was given.
 * Where one counts already, a code of that one, or a recovery code, is wanted first. Throws `unauthenticated` for anyone but a
 * signed-in person.
 */
export const startSecondFactor = command({
  action: 'second_factor.start',
  permission: 'uptake:read',
  input: StartSecondFactor,
  async prove({ actor, input, clock }) {
    if (actor.kind !== 'user') throw unauthenticated();
    const db = await database();
    const [factor] = await db.select({ key: secondFactors.key }).from(secondFactors).where(eq(secondFactors.userId, actor.id));
    if (!factor?.key) return null;
    if (input.code === undefined) throw invalid('code: A code of the authenticator of now is wanted.', [{ field: 'code', message: 'required' }]);
    return spendCode(actor.id, input.code, clock, { recovery: true });
  },
  async run({ tx, actor, now, proof }) {
    const pending = { pendingKey: seal(secret('second_factor'), actor.id, randomBytes(20)), pendingSince: now };
    await tx.insert(secondFactors).values({ userId: actor.id, ...pending }).onConflictDoUpdate({ target: secondFactors.userId, set: pending });
    return { result: { id: actor.id }, object: { type: 'user', id: actor.id }, after: { second_factor: 'started', proven_by: proof ?? null } };
  },
});
