import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { users } from '@/db/schema/access';
import { instant } from '@/db/schema/columns';

/** One authenticator per person. Keys lie here encrypted under the installation's key; `last_step` is the last step whose code was used up. */
export const secondFactors = pgTable('second_factors', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id),
  key: text('key'),
  confirmedAt: instant('confirmed_at'),
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  pendingKey: text('pending_key'),
  pendingSince: instant('pending_since'),
});

/** Recovery codes of the authenticator of now: digests only, each for one use. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    digest: text('digest').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ columns: [t.userId, t.digest] })],
);
