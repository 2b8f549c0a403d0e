import { and, eq, isNull } from 'drizzle-orm';
import { hashPassword } from '@/domain/access/password';
import { unauthenticated } from '@/domain/access/permissions';
import { SetPassword } from '@/domain/access/schemas';
import { command } from '@/domain/command';
import { sessions, users } from '@/db/schema';

/** Sets the actor's own password and ends all of the actor's sessions. Throws `unauthenticated` for anyone but a signed-in person. */
export const setPassword = command({
  action: 'user.set_password',
  permission: 'uptake:read',
  input: SetPassword,
  async run({ tx, actor, input, now }) {
    if (actor.kind !== 'user') throw unauthenticated();
    await tx.update(users).set({ passwordHash: await hashPassword(input.password) }).where(eq(users.id, actor.id));
    await tx.update(sessions).set({ revokedAt: now }).where(and(eq(sessions.userId, actor.id), isNull(sessions.revokedAt)));
    return { result: { id: actor.id }, object: { type: 'user', id: actor.id }, after: { password: 'set' } };
  },
});
