import { eq } from 'drizzle-orm';
import { spendLink } from '@/domain/access/commands/spend-link';
import { hashPassword } from '@/domain/access/password';
import { CompleteSetup } from '@/domain/access/schemas';
import { command, withheld } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { newId } from '@/domain/ids';
import { users } from '@/db/schema';

/** Makes the first admin with the setup link. Throws `conflict` when the link is spent or an admin exists already. */
export const completeSetup = command({
  action: 'user.create',
  permission: 'users:write',
  input: CompleteSetup,
  async run({ tx, client, input, now }) {
    await client.query('select pg_advisory_xact_lock(7264013)');
    const [admin] = await tx.select({ id: users.id }).from(users).where(eq(users.role, 'admin')).limit(1);
    if (admin) throw conflict('Noticeboard is set up already. Sign in instead.', 'already_set_up');
    await spendLink(tx, input.token, 'setup', now);
    const id = newId(now);
    await tx.insert(users).values({ id, email: input.email, name: input.name, role: 'admin', passwordHash: await hashPassword(input.password), createdAt: now });
    return { result: { id }, object: { type: 'user', id }, after: { role: 'admin', email: withheld(input.email), name: withheld(input.name), first: true } };
  },
});
