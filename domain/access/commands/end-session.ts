import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { command } from '@/domain/command';
import { sessions } from '@/db/schema';

/** Ends a session; its cookie is worthless from the next request on. Ending it twice changes nothing. */
export const endSession = command({
  action: 'session.end',
  permission: 'users:write',
  input: z.strictObject({ session: z.string().min(1) }),
  async run({ tx, input, now }) {
    const [ended] = await tx.update(sessions).set({ revokedAt: now }).where(and(eq(sessions.id, input.session), isNull(sessions.revokedAt))).returning({ userId: sessions.userId });
    return { result: { ended: ended !== undefined }, object: { type: 'user', id: ended?.userId ?? 'unknown' }, after: { ended: ended !== undefined } };
  },
});
