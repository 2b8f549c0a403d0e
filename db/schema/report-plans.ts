import { boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { KeptRequest } from '@/domain/reports/schemas';
import { rhythms } from '@/domain/reports/vocabulary';
import { instant } from '@/db/schema/columns';

/** A request somebody saved under a name, for themselves or for everybody. */
export const reportPresets = pgTable('report_presets', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  owner: text('owner').notNull(),
  shared: boolean('shared').notNull(),
  request: jsonb('request').$type<KeptRequest>().notNull(),
  createdAt: instant('created_at').notNull(),
});

/** A request the worker makes again and again with the rights of whoever set it up, until it is ended. */
export const reportSchedules = pgTable(
  'report_schedules',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    owner: text('owner').notNull(),
    request: jsonb('request').$type<KeptRequest>().notNull(),
    rhythm: text('rhythm', { enum: rhythms }).notNull(),
    zone: text('zone').notNull(),
    hour: integer('hour').notNull(),
    days: integer('days').notNull(),
    keepDays: integer('keep_days'),
    createdAt: instant('created_at').notNull(),
    /** When the next run is made; null once there is none to come. */
    nextAt: instant('next_at'),
    endedAt: instant('ended_at'),
    /** Why it ended by itself, or null. */
    ending: text('ending', { enum: ['done', 'rights', 'campaign'] }),
  },
  (t) => [index('report_schedules_next').on(t.nextAt)],
);
