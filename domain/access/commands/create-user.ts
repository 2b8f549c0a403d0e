import { eq } from 'drizzle-orm';
import { CreateUser } from '@/domain/access/schemas';
import { command, withheld } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { newId } from '@/domain/ids';
import { users } from '@/db/schema';

/** Makes an account without a password; its owner signs in by a one-time link or single sign-on. Throws `conflict` when the e-mail is taken. */
export const createUser = command({
  action: 'user.create',
  permission: 'users:write',
  input: CreateUser,
  async run({ tx, input, now }) {
    const [taken] = await tx.select({ id: users.id }).from(users).where(eq(users.email, input.email));
    if (taken) throw conflict('There is already an account with this e-mail address.', 'email_taken');
    const id = newId(now);
    await tx.insert(users).values({ id, ...input, createdAt: now });
    return { result: { id }, object: { type: 'user', id }, after: { role: input.role, email: withheld(input.email), name: withheld(input.name) } };
  },
});
