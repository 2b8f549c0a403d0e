import { bigint, customType, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { signerFaults } from '@/domain/evidence/vocabulary';
import { instant } from '@/db/schema/columns';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** The log after each sequencing: how many entries, the root over them (RFC 6962), and, once it is signed, its note. Append-only but for that. */
export const logHeads = pgTable(
  'log_heads',
  {
    size: bigint('size', { mode: 'number' }).primaryKey(),
    root: bytes('root').notNull(),
    /** The hashes of the perfect subtrees that the root is made of, left to right. */
    frontier: bytes('frontier').notNull(),
    sequencedAt: instant('sequenced_at').notNull(),
    note: text('note'),
    publishedAt: instant('published_at'),
  },
  (t) => [index('log_heads_published').on(t.publishedAt, t.size)],
);

/** Tiles of the tree (C2SP tlog-tiles): up to 256 hashes each. A tile only grows. */
export const logTiles = pgTable(
  'log_tiles',
  {
    level: integer('level').notNull(),
    number: bigint('number', { mode: 'number' }).notNull(),
    hashes: bytes('hashes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.number] })],
);

/** The log's public keys, and from which size on each signs. */
export const logKeys = pgTable('log_keys', {
  vkey: text('vkey').primaryKey(),
  since: bigint('since', { mode: 'number' }).notNull(),
  addedAt: instant('added_at').notNull(),
});

/** What the signer said last: one row, its id is 1. */
export const logSigner = pgTable('log_signer', {
  id: integer('id').primaryKey(),
  fault: text('fault', { enum: signerFaults }),
  /** What exactly did not fit, for people. */
  detail: text('detail'),
  since: instant('since').notNull(),
  at: instant('at').notNull(),
});

/**
 * What proves a segment's events in their batch (docs/decisions/014): the place of the first, how many there were, the seeds their secret
 * bytes grow from, the hashes of erased leaves by position, and those of the perfect subtrees its leaves make up.
 */
export const segmentSeals = pgTable(
  'segment_seals',
  {
    segmentId: bigint('segment_id', { mode: 'number' }).primaryKey(),
    batchId: text('batch_id').notNull(),
    first: bigint('first', { mode: 'number' }).notNull(),
    events: integer('events').notNull(),
    nodes: bytes('nodes').notNull(),
    seeds: bytes('seeds').notNull(),
    gone: bytes('gone').notNull(),
  },
  (t) => [index('segment_seals_batch').on(t.batchId, t.first)],
);

/** The manifest of a run, the two files that go with every bundle, and the entry of the log that names the manifest. */
export const reportManifests = pgTable('report_manifests', {
  run: integer('run').primaryKey(),
  manifest: text('manifest').notNull(),
  readme: text('readme').notNull(),
  verifier: text('verifier').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
});
