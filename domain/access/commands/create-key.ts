import { randomBytes } from 'node:crypto';
import { CreateKey } from '@/domain/access/schemas';
import { newToken, tokenDigest } from '@/domain/access/token';
import { command, withheld } from '@/domain/command';
import { apiKeys } from '@/db/schema';

/** Makes an API key; the answer holds it whole, once: `nb_<id>_<secret>`. Only the secret's digest is stored. */
export const createKey = command({
  action: 'key.create',
  permission: 'keys:write',
  input: CreateKey,
  async run({ tx, actor, input, now }) {
    const id = randomBytes(8).toString('hex');
    const token = newToken();
    const expiresAt = new Date(now.getTime() + input.days * 86_400_000);
    await tx.insert(apiKeys).values({ id, name: input.name, scope: input.scope, secretDigest: tokenDigest(token), createdBy: actor.id, createdAt: now, expiresAt });
    return { result: { id, key: `nb_${id}_${token}`, scope: input.scope, expiresAt }, object: { type: 'key', id }, after: { scope: input.scope, name: withheld(input.name), expires_at: expiresAt.toISOString() } };
  },
});
