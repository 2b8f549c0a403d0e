import { bigint, boolean, doublePrecision, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { legalNatures } from '@/domain/notices/vocabulary';
import { instant } from '@/db/schema/columns';

export const campaigns = pgTable('campaigns', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  key: text('key').notNull().unique(),
  title: text('title').notNull(),
  zone: text('zone').notNull(),
  mandatory: boolean('mandatory').notNull(),
  countsOn: text('counts_on', { enum: legalNatures }).array().notNull(),
  consequence: text('consequence').notNull(),
  target: doublePrecision('target'),
  joinerDays: integer('joiner_days'),
  announcedAt: instant('announced_at').notNull(),
  illustrative: boolean('illustrative').notNull().default(false),
  /** Calendar days after the last deadline until its events are deleted; null: no rule (docs/decisions/008). */
  retentionDays: integer('retention_days'),
  /** Since when nothing of it may be erased or deleted, and why. */
  heldSince: instant('held_since'),
  holdReason: text('hold_reason'),
  /** When its events were deleted by the rule. From then on its counts stand and no event is taken. */
  eventsDeletedAt: instant('events_deleted_at'),
  /** False until the tallies of events that came before there were tallies are counted. */
  tallied: boolean('tallied').notNull().default(true),
  createdAt: instant('created_at').notNull(),
});

const campaignId = () =>
  integer('campaign_id')
    .notNull()
    .references(() => campaigns.id);

export const campaignAreas = pgTable(
  'campaign_areas',
  { campaignId: campaignId(), area: text('area').notNull(), region: text('region').notNull() },
  (t) => [primaryKey({ columns: [t.campaignId, t.region] })],
);

/** Dated entries: the last one in force counts, none is overwritten. `area` null means everywhere not in a named area of its own. */
export const deadlines = pgTable(
  'deadlines',
  {
    id: text('id').primaryKey(),
    campaignId: campaignId(),
    area: text('area'),
    at: instant('at').notNull(),
    since: instant('since').notNull(),
    reason: text('reason').notNull(),
    author: text('author').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    /** Its number within the campaign, from 0: what the ledger calls it by. */
    ordinal: integer('ordinal').notNull().default(0),
  },
  (t) => [index('deadlines_campaign').on(t.campaignId)],
);

export const notices = pgTable(
  'notices',
  {
    campaignId: campaignId(),
    id: text('id').notNull(),
    legalNature: text('legal_nature', { enum: legalNatures }).notNull(),
    area: text('area'),
    locale: text('locale').notNull(),
    publishedAt: instant('published_at').notNull(),
    sha256: text('sha256').notNull(),
    text: text('text'),
    purposes: text('purposes').array().notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.id] })],
);

export const reminders = pgTable('reminders', {
  id: text('id').primaryKey(),
  campaignId: campaignId(),
  at: instant('at').notNull(),
  label: text('label').notNull(),
});

/** A later `as_of` supersedes an earlier one for the same segment from that instant on. '' stands for a dimension not used. */
export const population = pgTable(
  'population',
  {
    campaignId: campaignId(),
    region: text('region').notNull().default(''),
    platform: text('platform').notNull().default(''),
    channel: text('channel').notNull().default(''),
    appVersion: text('app_version').notNull().default(''),
    locale: text('locale').notNull().default(''),
    asOf: instant('as_of').notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
    definition: text('definition').notNull(),
    source: text('source').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.campaignId, t.region, t.platform, t.channel, t.appVersion, t.locale, t.asOf, t.recordedAt] }),
  ],
);
