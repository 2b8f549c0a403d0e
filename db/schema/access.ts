import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { keyScopes, roles } from '@/domain/access/vocabulary';
import { languages } from '@/domain/words/vocabulary';
import { instant } from '@/db/schema/columns';

export const users = pgTable('users', {
  id: text('id').primaryKey(),
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  role: text('role', { enum: roles }).notNull(),
  language: text('language', { enum: languages }).notNull().default('en'),
  passwordHash: text('password_hash'),
  oidcIssuer: text('oidc_issuer'),
  oidcSubject: text('oidc_subject'),
  createdAt: instant('created_at').notNull(),
  disabledAt: instant('disabled_at'),
  /** The account is worthless from this instant on; null for no end. */
  expiresAt: instant('expires_at'),
});

export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** When this session's owner gave a second factor. */
    codeAt: instant('code_at'),
  },
  (t) => [index('sessions_user').on(t.userId)],
);

/** One-time links: `setup` makes the first admin, `sign_in` opens a session for one user. Only the token's digest is kept. */
export const oneTimeLinks = pgTable('one_time_links', {
  tokenDigest: text('token_digest').primaryKey(),
  kind: text('kind', { enum: ['setup', 'sign_in'] }).notNull(),
  userId: text('user_id').references(() => users.id),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const failedSignIns = pgTable(
  'failed_sign_ins',
  { account: text('account').notNull(), at: instant('at').notNull() },
  (t) => [index('failed_sign_ins_account').on(t.account, t.at)],
);

export const apiKeys = pgTable('api_keys', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  scope: text('scope', { enum: keyScopes }).notNull(),
  secretDigest: text('secret_digest').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
});
