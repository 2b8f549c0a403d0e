import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Append-only: triggers refuse UPDATE, DELETE and TRUNCATE. `entry` is RFC 8785 canonical JSON. No foreign keys: entries outlive what they are about. */
export const logEntries = pgTable(
  'log_entries',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    entry: text('entry').notNull(),
  },
  () => [index('log_entries_object').on(sql`(entry::jsonb #>> '{object,id}')`)],
);

/** What a salted digest in an entry stands for, kept beside the log so that it can be erased without breaking it. */
export const logDisclosures = pgTable(
  'log_disclosures',
  {
    seq: bigint('seq', { mode: 'number' }).notNull(),
    path: text('path').notNull(),
    salt: text('salt').notNull(),
    value: text('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.seq, t.path] })],
);
