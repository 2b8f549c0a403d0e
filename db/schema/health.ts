import { bigint, doublePrecision, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '@/db/schema/columns';

/** When each process that does jobs was last heard of. */
export const workerBeats = pgTable('worker_beats', {
  worker: text('worker').primaryKey(),
  startedAt: instant('started_at').notNull(),
  at: instant('at').notNull(),
});

/** What each nightly check of the counts found. Sentences name a campaign and a place, never a subject. */
export const countChecks = pgTable('count_checks', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant('at').notNull(),
  seconds: doublePrecision('seconds').notNull(),
  campaigns: integer('campaigns').notNull(),
  cells: bigint('cells', { mode: 'number' }).notNull(),
  subjects: bigint('subjects', { mode: 'number' }).notNull(),
  events: bigint('events', { mode: 'number' }).notNull(),
  problems: jsonb('problems').$type<string[]>().notNull(),
});
