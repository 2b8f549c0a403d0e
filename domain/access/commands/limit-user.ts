import { eq } from 'drizzle-orm';
import { LimitUser } from '@/domain/access/schemas';
import { command } from '@/domain/command';
import { conflict, invalid, missing } from '@/domain/errors';
import { users } from '@/db/schema';

/**
 * Gives an account an end, such as the last day of an audit, or takes it away. `until` is the last day it works, in UTC; the next
 * request after it is refused. Throws `missing`, `invalid` for a day gone by, `conflict` for an admin.
 */
export const limitUser = command({
  action: 'user.limit',
  permission: 'users:write',
  input: LimitUser,
  async run({ tx, input, now }) {
    const [user] = await tx.select({ role: users.role, expiresAt: users.expiresAt }).from(users).where(eq(users.id, input.id)).for('update');
    if (!user) throw missing('The user');
    if (user.role === 'admin' && input.until !== null) throw conflict('An admin’s account has no end. Give it another role first.', 'admin_limited');
    const expiresAt = input.until === null ? null : new Date(Date.parse(`${input.until}T00:00:00Z`) + 86_400_000);
    if (expiresAt !== null && expiresAt <= now) throw invalid('until: This day is over.', [{ field: 'until', message: 'day_over' }]);
    await tx.update(users).set({ expiresAt }).where(eq(users.id, input.id));
    return { result: { id: input.id, expiresAt }, object: { type: 'user', id: input.id }, before: { expires_at: user.expiresAt?.toISOString() ?? null }, after: { expires_at: expiresAt?.toISOString() ?? null } };
  },
});
