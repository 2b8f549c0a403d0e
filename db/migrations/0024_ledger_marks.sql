ALTER TABLE "ledger" ADD COLUMN "marks" integer[];
--> statement-breakpoint
-- An hour's moves lie in the row itself, up to what a page holds: a reader takes some of each of many rows.
ALTER TABLE ledger SET (toast_tuple_target = 8160);
