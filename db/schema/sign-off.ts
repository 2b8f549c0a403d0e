import { boolean, customType, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { runEndings, signatureKinds } from '@/domain/reports/vocabulary';
import { instant } from '@/db/schema/columns';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Who stands for a run, with which words, over which digest. Triggers refuse UPDATE. */
export const reportSignatures = pgTable(
  'report_signatures',
  {
    run: integer('run').notNull(),
    kind: text('kind', { enum: signatureKinds }).notNull(),
    signedBy: text('signed_by').notNull(),
    signedAt: instant('signed_at').notNull(),
    statement: text('statement').notNull(),
    contentSha256: text('content_sha256').notNull(),
    /** Whether the signer asked legal to countersign. */
    countersign: boolean('countersign').notNull(),
  },
  (t) => [primaryKey({ columns: [t.run, t.kind] })],
);

/** How a run came to stand no longer: superseded by another, or withdrawn; one may follow the other. Triggers refuse UPDATE. */
export const reportEndings = pgTable(
  'report_endings',
  {
    run: integer('run').notNull(),
    ending: text('ending', { enum: runEndings }).notNull(),
    endedBy: text('ended_by').notNull(),
    endedAt: instant('ended_at').notNull(),
    reason: text('reason').notNull(),
    /** The run that takes its place; for a superseded one only. */
    successor: integer('successor'),
  },
  (t) => [primaryKey({ columns: [t.run, t.ending] }), index('report_endings_successor').on(t.successor)],
);

/** What lies beside a run under `attest/`: a signed PDF, a time stamp. One row a file. */
export const reportAttestations = pgTable(
  'report_attestations',
  {
    run: integer('run').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    madeAt: instant('made_at').notNull(),
    content: bytes('content').notNull(),
  },
  (t) => [primaryKey({ columns: [t.run, t.name] })],
);

/** A link to one run for somebody outside. The token lies here as a digest only, the password as a PHC string. */
export const reportShares = pgTable(
  'report_shares',
  {
    id: text('id').primaryKey(),
    run: integer('run').notNull(),
    tokenDigest: text('token_digest').notNull().unique(),
    reader: text('reader').notNull(),
    passwordHash: text('password_hash'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    maxViews: integer('max_views'),
    maxDownloads: integer('max_downloads'),
    views: integer('views').notNull().default(0),
    downloads: integer('downloads').notNull().default(0),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by'),
  },
  (t) => [index('report_shares_run').on(t.run)],
);
