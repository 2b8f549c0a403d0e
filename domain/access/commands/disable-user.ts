import { and, eq, isNull, ne } from 'drizzle-orm';
import { DisableUser } from '@/domain/access/schemas';
import { command } from '@/domain/command';
import { conflict, missing } from '@/domain/errors';
import { sessions, users } from '@/db/schema';

/** Closes an account and ends its sessions; nothing is deleted. Throws `missing`, or `conflict` for the last admin. */
export const disableUser = command({
  action: 'user.disable',
  permission: 'users:write',
  input: DisableUser,
  async run({ tx, client, input, now }) {
    await client.query('select pg_advisory_xact_lock(7264013)');
    const [user] = await tx.select({ role: users.role }).from(users).where(and(eq(users.id, input.id), isNull(users.disabledAt)));
    if (!user) throw missing('The user');
    const others = await tx.select({ id: users.id }).from(users).where(and(eq(users.role, 'admin'), ne(users.id, input.id), isNull(users.disabledAt))).limit(1);
    if (user.role === 'admin' && others.length === 0) throw conflict('This is the last admin. Give the role to somebody else first.', 'last_admin');
    await tx.update(users).set({ disabledAt: now }).where(eq(users.id, input.id));
    await tx.update(sessions).set({ revokedAt: now }).where(and(eq(sessions.userId, input.id), isNull(sessions.revokedAt)));
    return { result: { id: input.id }, object: { type: 'user', id: input.id }, before: { disabled: false }, after: { disabled: true } };
  },
});
