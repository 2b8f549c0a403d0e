import { bigint, boolean, customType, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { languages } from '@/domain/words/vocabulary';
import type { ChosenColumn } from '@/domain/reports/schemas';
import { recordLayouts, reportTypes, runStatuses } from '@/domain/reports/vocabulary';
import { instant } from '@/db/schema/columns';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** One numbered output: its inputs are fixed when it is asked for, its files never change once it is ready. */
export const reportRuns = pgTable(
  'report_runs',
  {
    number: integer('number').primaryKey(),
    type: text('type', { enum: reportTypes }).notNull(),
    campaign: text('campaign'),
    jurisdiction: text('jurisdiction'),
    layout: text('layout', { enum: recordLayouts }).notNull().default('full'),
    /** The pseudonym of the person a report is about: never the identifier. Gone when that person is erased. */
    subject: text('subject'),
    /** Columns of the main table in their order; null for all of them. */
    columns: jsonb('columns').$type<ChosenColumn[]>(),
    /** Where the period begins, included; it ends at `as_of`, excluded. */
    from: instant('from_at'),
    /** Whether legal is to countersign, as asked for with the run; whoever signs may ask for it besides. */
    countersign: boolean('countersign').notNull().default(false),
    /** In which zone days are meant and instants are written; null for the campaign's, else UTC. */
    zone: text('zone'),
    schedule: integer('schedule'),
    /** From when on the files are deleted; null for never. */
    keepUntil: instant('keep_until'),
    language: text('language', { enum: languages }).notNull(),
    filters: jsonb('filters').$type<Record<string, string>>().notNull(),
    asOf: instant('as_of').notNull(),
    knownAt: instant('known_at').notNull(),
    exact: boolean('exact').notNull(),
    illustrative: boolean('illustrative').notNull(),
    status: text('status', { enum: runStatuses }).notNull(),
    progress: doublePrecision('progress').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    failure: text('failure'),
    inputsSha256: text('inputs_sha256'),
    rows: bigint('rows', { mode: 'number' }),
    requestedBy: text('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    leasedUntil: instant('leased_until'),
    finishedAt: instant('finished_at'),
  },
  (t) => [index('report_runs_status').on(t.status, t.number)],
);

export const reportFiles = pgTable(
  'report_files',
  {
    run: integer('run').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
  },
  (t) => [primaryKey({ columns: [t.run, t.name] })],
);

export const reportFileChunks = pgTable(
  'report_file_chunks',
  {
    run: integer('run').notNull(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    content: bytes('content').notNull(),
  },
  (t) => [primaryKey({ columns: [t.run, t.name, t.position] })],
);
