DROP TABLE "events" CASCADE;--> statement-breakpoint
DROP TABLE "rollup" CASCADE;--> statement-breakpoint
DROP TABLE "rollup_late" CASCADE;--> statement-breakpoint
DROP TABLE "staging" CASCADE;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "ordinal" integer DEFAULT 0 NOT NULL;