import { and, eq, gt, isNull } from 'drizzle-orm';
import { tokenDigest } from '@/domain/access/token';
import { conflict } from '@/domain/errors';
import type { Transaction } from '@/db/client';
import { oneTimeLinks } from '@/db/schema';

/** Uses up a one-time link in the caller's transaction and returns whose it is. Throws `conflict` when it is unknown, used or too old: of many tries, one succeeds. */
export async function spendLink(tx: Transaction, token: string, kind: 'setup' | 'sign_in', now: Date): Promise<string | null> {
  const [link] = await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(and(eq(oneTimeLinks.tokenDigest, tokenDigest(token)), eq(oneTimeLinks.kind, kind), isNull(oneTimeLinks.usedAt), gt(oneTimeLinks.expiresAt, now)))
    .returning({ userId: oneTimeLinks.userId });
  if (!link) throw conflict('This link has been used already or is too old. Ask for a new one.', 'link_spent');
  return link.userId;
}
