-- A block is one row, and hours lie in blocks as days do. The worker folds the ledger anew; until then readers add it themselves.
DELETE FROM rollup;
--> statement-breakpoint
UPDATE ledger SET folded = false WHERE folded;
--> statement-breakpoint
DROP TABLE "hour_sums" CASCADE;--> statement-breakpoint
ALTER TABLE "rollup" DROP CONSTRAINT "rollup_campaign_id_grain_block_lead_pk";--> statement-breakpoint
ALTER TABLE "rollup" ADD CONSTRAINT "rollup_campaign_id_grain_block_pk" PRIMARY KEY("campaign_id","grain","block");--> statement-breakpoint
ALTER TABLE "rollup" DROP COLUMN "lead";