import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { purposeStatuses } from '@/domain/purposes/vocabulary';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { instant } from '@/db/schema/columns';

/** The latest version of each purpose, kept for lists; the versions are the register. */
export const purposes = pgTable('purposes', {
  key: text('key').primaryKey(),
  version: integer('version').notNull(),
  title: text('title').notNull(),
  status: text('status', { enum: purposeStatuses }).notNull(),
  owner: text('owner').notNull(),
  reviewDue: date('review_due', { mode: 'string' }),
  bases: text('bases').array().notNull(),
  recipients: integer('recipients').notNull(),
  illustrative: boolean('illustrative').notNull().default(false),
  updatedAt: instant('updated_at').notNull(),
});

/** Append-only: every save is a version with who, when and why. */
export const purposeVersions = pgTable(
  'purpose_versions',
  {
    purposeKey: text('purpose_key').notNull(),
    version: integer('version').notNull(),
    record: jsonb('record').$type<PurposeRecord>().notNull(),
    reason: text('reason').notNull(),
    author: text('author').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.purposeKey, t.version] }), index('purpose_versions_recorded').on(t.recordedAt)],
);
