import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, date, index, integer, jsonb, pgSequence, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { batchStatuses, erasureKinds, eventFormats, lineErrorCodes } from '@/domain/uptake/vocabulary';
import type { SegmentMapping } from '@/domain/uptake/schemas';
import { instant } from '@/db/schema/columns';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const batches = pgTable(
  'batches',
  {
    id: text('id').primaryKey(),
    number: integer('number').notNull().unique(),
    campaignId: integer('campaign_id').notNull(),
    source: text('source').notNull(),
    format: text('format', { enum: eventFormats }).notNull(),
    status: text('status', { enum: batchStatuses }).notNull(),
    idempotencyKey: text('idempotency_key'),
    received: bigint('received', { mode: 'number' }).notNull().default(0),
    stored: bigint('stored', { mode: 'number' }).notNull().default(0),
    duplicates: bigint('duplicates', { mode: 'number' }).notNull().default(0),
    rejected: bigint('rejected', { mode: 'number' }).notNull().default(0),
    bodySha256: text('body_sha256'),
    openedAt: instant('opened_at').notNull(),
    /** While it is open: when its body was last known to be on its way. */
    aliveAt: instant('alive_at').notNull(),
    closedAt: instant('closed_at'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
    withdrawalReason: text('withdrawal_reason'),
    /** Events that left the counts by the withdrawal, and those that stayed since another batch holds them. */
    eventsLeft: bigint('events_left', { mode: 'number' }),
    eventsKept: bigint('events_kept', { mode: 'number' }),
    /** The entry of the log that bears the Merkle root over its events; null until the worker has made it. */
    sealSeq: bigint('seal_seq', { mode: 'number' }),
  },
  (t) => [index('batches_unsealed').on(t.number).where(sql`seal_seq is null`), uniqueIndex('batches_repeatable').on(t.campaignId, t.idempotencyKey), index('batches_open').on(t.number).where(sql`status = 'open'`)],
);

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

/** How a campaign reads Segment's track events; the mappings it had before are in the evidence. */
export const segmentMappings = pgTable('segment_mappings', {
  campaignId: integer('campaign_id').primaryKey(),
  mapping: jsonb('mapping').$type<SegmentMapping>().notNull(),
  recordedAt: instant('recorded_at').notNull(),
});

/** App versions and locales of a campaign by their number: what a cell is made of besides codes that are fixed (domain/uptake/engine/cell-number.ts). */
export const words = pgTable(
  'words',
  {
    campaignId: integer('campaign_id').notNull(),
    kind: text('kind', { enum: ['app_version', 'locale'] }).notNull(),
    number: integer('number').notNull(),
    word: text('word').notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.kind, t.number] }), uniqueIndex('words_word').on(t.campaignId, t.kind, t.word)],
);

/** What an event says apart from who, when and where: its type, the text it cites, the prompt's form, who acted, and the choices as canonical JSON ('' for none). */
export const acts = pgTable(
  'acts',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    campaignId: integer('campaign_id').notNull(),
    type: text('type').notNull(),
    notice: text('notice').notNull(),
    variant: text('variant').notNull(),
    actor: text('actor').notNull(),
    purposes: text('purposes').notNull(),
    digest: bytes('digest').notNull(),
  },
  (t) => [uniqueIndex('acts_words').on(t.campaignId, t.digest)],
);

/** One row per subject: its standing events in order (domain/uptake/entries.ts). The key is the first half of the pseudonym, the rest leads the bytes. */
export const timelines = pgTable(
  'timelines',
  {
    campaignId: integer('campaign_id').notNull(),
    subject: uuid('subject').notNull(),
    entries: bytes('entries').notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.subject] })],
);

/** What arrived, pseudonymised, one row per committed chunk, duplicates included, named by the SHA-256 of its payload (domain/uptake/segment.ts). */
export const segments = pgTable(
  'segments',
  {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    campaignId: integer('campaign_id').notNull(),
    batchId: text('batch_id').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    events: integer('events').notNull(),
    digest: bytes('digest').notNull(),
    payload: bytes('payload').notNull(),
  },
  (t) => [index('segments_batch').on(t.batchId), index('segments_campaign').on(t.campaignId, t.recordedAt)],
);

export const segmentIds = pgSequence('segment_ids');

/**
 * Every change of the counts, by when it happened (`day`, and the instant inside it) and by when it was recorded: subjects entering
 * and leaving cells. Moves are only added, and rows of an hour put together; all counts are sums over them (docs/decisions/006).
 */
export const ledger = pgTable(
  'ledger',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    campaignId: integer('campaign_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    /** The hour of the day, from 0; the last of a day of 25 hours is 24. */
    hour: integer('hour').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    folded: boolean('folded').notNull().default(false),
    moves: bytes('moves').notNull(),
    /** How many moves lie before each part of the hour but the first, where they are in order; null: all are read (domain/uptake/engine/moves.ts). */
    marks: integer('marks').array(),
    /** Of folded rows that were put together, and are summed by parts: when they were recorded, in order, the last of them in `recorded_at`; and for each move which of these instants it was. */
    instants: instant('instants').array(),
    origins: bytes('origins'),
  },
  (t) => [
    index('ledger_open').on(t.campaignId, t.id).where(sql`not folded`),
    index('ledger_hour').on(t.campaignId, t.day, t.hour),
    index('ledger_recorded').on(t.campaignId, t.recordedAt),
  ],
);

/** Sums of the folded ledger rows: per grouping and block of 8 days, how many stood where before the block and the change of each day. */
export const rollup = pgTable(
  'rollup',
  {
    campaignId: integer('campaign_id').notNull(),
    grain: text('grain', { enum: ['total', 'region', 'platform', 'channel', 'platform_channel', 'version', 'locale', 'region_platform', 'region_channel', 'place'] }).notNull(),
    block: integer('block').notNull(),
    cells: bytes('cells').notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.grain, t.block] })],
);

/** The same within a day: per grouping, day and block of 8 half hours, what had changed in the day before the block and the change of each half hour. */
export const rollupHours = pgTable(
  'rollup_hours',
  {
    campaignId: integer('campaign_id').notNull(),
    grain: text('grain').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    block: integer('block').notNull(),
    cells: bytes('cells').notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.grain, t.day, t.block] })],
);

/** Of each hour of a campaign's folded ledger how many moves only half hours sum up. */
export const ledgerHours = pgTable(
  'ledger_hours',
  {
    campaignId: integer('campaign_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    hour: integer('hour').notNull(),
    coarse: integer('coarse').notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.day, t.hour] })],
);

/** Of half hours with many moves: per grouping the change of each of their parts. */
export const rollupParts = pgTable(
  'rollup_parts',
  {
    campaignId: integer('campaign_id').notNull(),
    grain: text('grain').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    half: integer('half').notNull(),
    cells: bytes('cells').notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.grain, t.day, t.half] })],
);

/** Whose events are not taken again: HMAC-SHA-256 of the pseudonym under a secret of its own (domain/uptake/sql/tombstones.ts). No date, so that nothing else points at them. */
export const tombstones = pgTable(
  'tombstones',
  { campaignId: integer('campaign_id').notNull(), digest: bytes('digest').notNull() },
  (t) => [primaryKey({ columns: [t.campaignId, t.digest] })],
);

/** How many subjects left a campaign's events, and when: on request (GDPR Article 17) or by the campaign's rule. Numbers only. */
export const erasures = pgTable(
  'erasures',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    campaignId: integer('campaign_id').notNull(),
    kind: text('kind', { enum: erasureKinds }).notNull(),
    at: instant('at').notNull(),
    subjects: bigint('subjects', { mode: 'number' }).notNull(),
    events: bigint('events', { mode: 'number' }).notNull(),
  },
  (t) => [index('erasures_campaign').on(t.campaignId, t.at)],
);
