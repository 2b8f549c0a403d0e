import { z } from 'zod';
import { newToken, tokenDigest } from '@/domain/access/token';
import { command } from '@/domain/command';
import { oneTimeLinks } from '@/db/schema';

/** How long a one-time link lives. */
export const linkMinutes = 30;

/** Makes a one-time link: `setup` for the first admin, `sign_in` for one user. Returns the token, which is stored as a digest only. */
export const createLink = command({
  action: 'link.create',
  permission: 'users:write',
  input: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('setup') }), z.strictObject({ kind: z.literal('sign_in'), userId: z.string().min(1) })]),
  async run({ tx, input, now }) {
    const token = newToken();
    const expiresAt = new Date(now.getTime() + linkMinutes * 60_000);
    const userId = input.kind === 'sign_in' ? input.userId : null;
    await tx.insert(oneTimeLinks).values({ tokenDigest: tokenDigest(token), kind: input.kind, userId, createdAt: now, expiresAt });
    return { result: { token, expiresAt }, object: { type: 'link', id: tokenDigest(token).slice(0, 16) }, after: { kind: input.kind, user: userId, expires_at: expiresAt.toISOString() } };
  },
});
