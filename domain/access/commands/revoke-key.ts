import { and, eq, isNull } from 'drizzle-orm';
import { RevokeKey } from '@/domain/access/schemas';
import { command } from '@/domain/command';
import { missing } from '@/domain/errors';
import { apiKeys } from '@/db/schema';

/** Revokes a key; the next request with it is refused. Throws `missing` for an unknown or revoked key. */
export const revokeKey = command({
  action: 'key.revoke',
  permission: 'keys:write',
  input: RevokeKey,
  async run({ tx, input, now }) {
    const [key] = await tx.update(apiKeys).set({ revokedAt: now }).where(and(eq(apiKeys.id, input.id), isNull(apiKeys.revokedAt))).returning({ scope: apiKeys.scope });
    if (!key) throw missing('The key');
    return { result: { id: input.id }, object: { type: 'key', id: input.id }, before: { scope: key.scope, revoked: false }, after: { scope: key.scope, revoked: true } };
  },
});
