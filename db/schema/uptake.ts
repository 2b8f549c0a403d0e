import { bigint, boolean, customType, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { eventFormats, lineErrorCodes } from '@/domain/uptake/vocabulary';
import { instant } from '@/db/schema/columns';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const batches = pgTable('batches', {
  id: text('id').primaryKey(),
  number: integer('number').notNull().unique(),
  campaignId: integer('campaign_id').notNull(),
  source: text('source').notNull(),
  format: text('format', { enum: eventFormats }).notNull(),
  status: text('status', { enum: ['open', 'closed', 'interrupted'] }).notNull(),
  idempotencyKey: text('idempotency_key').unique(),
  received: bigint('received', { mode: 'number' }).notNull().default(0),
  stored: bigint('stored', { mode: 'number' }).notNull().default(0),
  duplicates: bigint('duplicates', { mode: 'number' }).notNull().default(0),
  rejected: bigint('rejected', { mode: 'number' }).notNull().default(0),
  bodySha256: text('body_sha256'),
  openedAt: instant('opened_at').notNull(),
  lastChunkAt: instant('last_chunk_at').notNull(),
  closedAt: instant('closed_at'),
});

export const batchErrors = pgTable(
  'batch_errors',
  {
    batchId: text('batch_id').notNull(),
    line: bigint('line', { mode: 'number' }).notNull(),
    field: text('field'),
    code: text('code', { enum: lineErrorCodes }).notNull(),
    message: text('message').notNull(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.line] })],
);

/** The set of stored events: everything the counts depend on. `counts` and `proven` are judged against the campaign's notices. */
export const events = pgTable(
  'events',
  {
    campaignId: integer('campaign_id').notNull(),
    subject: bytes('subject').notNull(),
    id: text('id').notNull(),
    type: text('type').notNull(),
    occurredAt: timestamp('occurred_at', { withTimezone: true, mode: 'string' }).notNull(),
    notice: text('notice'),
    region: text('region').notNull(),
    platform: text('platform').notNull(),
    channel: text('channel').notNull(),
    appVersion: text('app_version').notNull().default(''),
    locale: text('locale').notNull().default(''),
    variant: text('variant').notNull().default(''),
    actor: text('actor').notNull(),
    purposes: jsonb('purposes').$type<Record<string, boolean>>(),
    contentDigest: bytes('content_digest').notNull(),
    counts: boolean('counts').notNull(),
    proven: boolean('proven').notNull(),
    batchId: text('batch_id').notNull(),
    line: bigint('line', { mode: 'number' }).notNull(),
    recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.campaignId, t.subject, t.id] }),
    index('events_at').on(t.campaignId, t.occurredAt),
    index('events_recorded').on(t.campaignId, t.recordedAt),
  ],
);

/**
 * Changes of the day-end cells: `n` subjects entered (or, negative, left) the cell on `day`. The sum of all rows up to a day is
 * the state at the end of that day. A `grain` names which dimensions a row keeps; the others are ''.
 */
export const rollup = pgTable(
  'rollup',
  {
    campaignId: integer('campaign_id').notNull(),
    grain: text('grain', { enum: ['total', 'region', 'platform', 'channel', 'place', 'version', 'locale'] }).notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    region: text('region').notNull(),
    platform: text('platform').notNull(),
    channel: text('channel').notNull(),
    appVersion: text('app_version').notNull(),
    locale: text('locale').notNull(),
    state: text('state').notNull(),
    opened: boolean('opened').notNull(),
    unproven: boolean('unproven').notNull(),
    n: bigint('n', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.campaignId, t.grain, t.day, t.region, t.platform, t.channel, t.appVersion, t.locale, t.state, t.opened, t.unproven],
    }),
  ],
);

/** Changes of the late acceptances per deadline entry: accepted at the end of `day`, not accepted when that deadline passed. */
export const rollupLate = pgTable(
  'rollup_late',
  {
    campaignId: integer('campaign_id').notNull(),
    deadlineId: text('deadline_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    region: text('region').notNull(),
    n: bigint('n', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.deadlineId, t.day, t.region] })],
);

/** Where a chunk lands before its statements run: unlogged, one slice per chunk. */
export const staging = pgTable(
  'staging',
  {
    chunk: text('chunk').notNull(),
    line: bigint('line', { mode: 'number' }).notNull(),
    subject: bytes('subject').notNull(),
    id: text('id').notNull(),
    type: text('type').notNull(),
    occurredAt: timestamp('occurred_at', { withTimezone: true, mode: 'string' }).notNull(),
    notice: text('notice'),
    region: text('region').notNull(),
    platform: text('platform').notNull(),
    channel: text('channel').notNull(),
    appVersion: text('app_version').notNull(),
    locale: text('locale').notNull(),
    variant: text('variant').notNull(),
    actor: text('actor').notNull(),
    purposes: jsonb('purposes'),
    contentDigest: bytes('content_digest').notNull(),
  },
  (t) => [index('staging_chunk').on(t.chunk)],
);
