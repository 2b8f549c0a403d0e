import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '@/db/schema/columns';

/** When an auditor last looked at a page, so that looking again a moment later is not a second entry in the log. */
export const readings = pgTable(
  'readings',
  { reader: text('reader').notNull(), page: text('page').notNull(), at: instant('at').notNull() },
  (t) => [primaryKey({ columns: [t.reader, t.page] })],
);
