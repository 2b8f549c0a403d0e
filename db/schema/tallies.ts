import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { tallyFamilies } from '@/domain/uptake/vocabulary';
import { instant } from '@/db/schema/columns';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Every change of the tallies, by when it was recorded and, for standings on purposes, by the day it happened. Rows are only added; all tallies are sums over them (docs/decisions/013). */
export const tallyMoves = pgTable(
  'tally_moves',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    campaignId: integer('campaign_id').notNull(),
    family: text('family', { enum: tallyFamilies }).notNull(),
    /** The campaign's day; null for tallies of events, which have no instant. */
    day: date('day', { mode: 'string' }),
    recordedAt: instant('recorded_at').notNull(),
    folded: boolean('folded').notNull().default(false),
    moves: bytes('moves').notNull(),
  },
  (t) => [index('tally_moves_open').on(t.campaignId, t.id).where(sql`not folded`), index('tally_moves_day').on(t.campaignId, t.day), index('tally_moves_recorded').on(t.campaignId, t.recordedAt)],
);

/** Sums of the folded rows: of events per region (`part`); of standings per day, and in all where `part` is ''. */
export const tallySums = pgTable(
  'tally_sums',
  {
    campaignId: integer('campaign_id').notNull(),
    family: text('family', { enum: tallyFamilies }).notNull(),
    part: text('part').notNull(),
    counts: bytes('counts').notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.family, t.part] })],
);
