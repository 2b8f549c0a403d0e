import { boolean, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { lawfulBases, purposeStatuses, purposeSteps as steps, recipientRoles, transferTools } from '@/domain/purposes/vocabulary';
import { instant } from '@/db/schema/columns';

/** What lists sort, filter and count by: of a version, and again of the latest one. */
const summary = () => ({
  title: text('title').notNull(),
  owner: text('owner').notNull(),
  reviewDue: date('review_due', { mode: 'string' }),
  bases: text('bases', { enum: lawfulBases }).array().notNull(),
  jurisdictions: text('jurisdictions').array().notNull(),
  /** Terms of purpose and data, prefixed. */
  terms: text('terms').array().notNull(),
  recipients: integer('recipients').notNull(),
});

/** The latest version of each purpose and where it stands, kept for lists; versions and steps are the register. */
export const purposes = pgTable(
  'purposes',
  {
    key: text('key').primaryKey(),
    version: integer('version').notNull(),
    ...summary(),
    status: text('status', { enum: purposeStatuses }).notNull(),
    /** The version in force: the last one approved, while a later draft is worked on. */
    approvedVersion: integer('approved_version'),
    /** Who is to decide on it, and by when, while it is in review. */
    reviewer: text('reviewer'),
    reviewBy: date('review_by', { mode: 'string' }),
    illustrative: boolean('illustrative').notNull().default(false),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('purposes_bases').using('gin', t.bases), index('purposes_terms').using('gin', t.terms), index('purposes_jurisdictions').using('gin', t.jurisdictions), index('purposes_status').on(t.status)],
);

/** Append-only: every save is a version with who, when and why. `valid_from` is when it is or was true, `recorded_at` when we came to know. */
export const purposeVersions = pgTable(
  'purpose_versions',
  {
    purposeKey: text('purpose_key').notNull(),
    version: integer('version').notNull(),
    ...summary(),
    record: jsonb('record').notNull(),
    reason: text('reason').notNull(),
    author: text('author').notNull(),
    validFrom: instant('valid_from').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.purposeKey, t.version] }), index('purpose_versions_recorded').on(t.recordedAt)],
);

const part = () => ({ purposeKey: text('purpose_key').notNull(), version: integer('version').notNull(), position: integer('position').notNull() });

/** The lists of a version as rows, so that rules, matrix and counts ask the database instead of opening every record. */
export const purposeBases = pgTable('purpose_bases', { ...part(), jurisdiction: text('jurisdiction').notNull(), basis: text('basis', { enum: lawfulBases }).notNull() }, (t) => [
  primaryKey({ columns: [t.purposeKey, t.version, t.position] }),
  foreignKey({ columns: [t.purposeKey, t.version], foreignColumns: [purposeVersions.purposeKey, purposeVersions.version] }),
]);

export const purposeDataUses = pgTable(
  'purpose_data_uses',
  { ...part(), category: text('category').notNull(), terms: text('terms').array().notNull(), subjects: text('subjects').array().notNull(), special: boolean('special').notNull(), criminal: boolean('criminal').notNull() },
  (t) => [primaryKey({ columns: [t.purposeKey, t.version, t.position] }), foreignKey({ columns: [t.purposeKey, t.version], foreignColumns: [purposeVersions.purposeKey, purposeVersions.version] })],
);

export const purposeRecipients = pgTable(
  'purpose_recipients',
  { ...part(), name: text('name').notNull(), role: text('role', { enum: recipientRoles }).notNull(), country: text('country').notNull(), tool: text('tool', { enum: transferTools }).notNull() },
  (t) => [primaryKey({ columns: [t.purposeKey, t.version, t.position] }), foreignKey({ columns: [t.purposeKey, t.version], foreignColumns: [purposeVersions.purposeKey, purposeVersions.version] })],
);

/** Append-only: what happened to a version. Its standing is its last step. */
export const purposeSteps = pgTable(
  'purpose_steps',
  {
    id: text('id').primaryKey(),
    purposeKey: text('purpose_key').notNull(),
    version: integer('version').notNull(),
    step: text('step', { enum: steps }).notNull(),
    author: text('author').notNull(),
    reviewer: text('reviewer'),
    reviewBy: date('review_by', { mode: 'string' }),
    reason: text('reason').notNull(),
    /** The author decided on their own version, which the installation allows with a reason. */
    ownWork: boolean('own_work').notNull().default(false),
    /** For `ended`: since when the purpose is no longer pursued. */
    effectiveFrom: instant('effective_from'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [index('purpose_steps_purpose').on(t.purposeKey, t.version)],
);

/** Append-only: remarks on a field of a version, answers to them, and that one is settled. */
export const purposeComments = pgTable(
  'purpose_comments',
  {
    id: text('id').primaryKey(),
    purposeKey: text('purpose_key').notNull(),
    version: integer('version').notNull(),
    /** The field by its path; empty where the whole entry is meant. */
    path: text('path').notNull(),
    text: text('text').notNull(),
    author: text('author').notNull(),
    /** The remark this one answers, or settles. */
    answers: text('answers'),
    settles: boolean('settles').notNull().default(false),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [index('purpose_comments_purpose').on(t.purposeKey)],
);

/** Append-only; the last row counts. */
export const registerSettings = pgTable('register_settings', {
  id: text('id').primaryKey(),
  ownApproval: boolean('own_approval').notNull(),
  reason: text('reason').notNull(),
  author: text('author').notNull(),
  recordedAt: instant('recorded_at').notNull(),
});

/** A passage of a notice and the purpose it speaks of; `unlinked_at` ends it, nothing is deleted. */
export const noticePassages = pgTable(
  'notice_passages',
  {
    id: text('id').primaryKey(),
    campaignId: integer('campaign_id').notNull(),
    noticeId: text('notice_id').notNull(),
    start: integer('start').notNull(),
    end: integer('end').notNull(),
    purposeKey: text('purpose_key').notNull(),
    author: text('author').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    unlinkedAt: instant('unlinked_at'),
  },
  (t) => [index('notice_passages_notice').on(t.campaignId, t.noticeId)],
);

/** Append-only: a transparency table as it was kept with a notice. */
export const transparencyTables = pgTable(
  'transparency_tables',
  {
    id: text('id').primaryKey(),
    campaignId: integer('campaign_id').notNull(),
    noticeId: text('notice_id').notNull(),
    jurisdiction: text('jurisdiction').notNull(),
    language: text('language').notNull(),
    rows: jsonb('rows').notNull(),
    sha256: text('sha256').notNull(),
    registerAsOf: instant('register_as_of').notNull(),
    author: text('author').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [index('transparency_tables_notice').on(t.campaignId, t.noticeId)],
);
