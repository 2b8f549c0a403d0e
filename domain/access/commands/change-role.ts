import { and, eq, isNull, ne } from 'drizzle-orm';
import { ChangeRole } from '@/domain/access/schemas';
import { command } from '@/domain/command';
import { conflict, missing } from '@/domain/errors';
import { users } from '@/db/schema';

/** Gives a user another role; it holds on that user's next click. Throws `missing`, or `conflict` when the last admin would be gone. */
export const changeRole = command({
  action: 'user.change_role',
  permission: 'users:write',
  input: ChangeRole,
  async run({ tx, client, input }) {
    await client.query('select pg_advisory_xact_lock(7264013)');
    const [user] = await tx.select({ role: users.role }).from(users).where(eq(users.id, input.id)).for('update');
    if (!user) throw missing('The user');
    if (user.role === 'admin' && input.role !== 'admin') {
      const others = await tx.select({ id: users.id }).from(users).where(and(eq(users.role, 'admin'), ne(users.id, input.id), isNull(users.disabledAt))).limit(1);
      if (others.length === 0) throw conflict('This is the last admin. Give the role to somebody else first.', 'last_admin');
    }
    await tx.update(users).set({ role: input.role, ...(input.role === 'admin' ? { expiresAt: null } : {}) }).where(eq(users.id, input.id));
    return { result: { id: input.id, role: input.role }, object: { type: 'user', id: input.id }, before: { role: user.role }, after: { role: input.role } };
  },
});
