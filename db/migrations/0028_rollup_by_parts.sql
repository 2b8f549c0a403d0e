CREATE TABLE "ledger_hours" (
	"campaign_id" integer NOT NULL,
	"day" date NOT NULL,
	"hour" integer NOT NULL,
	"coarse" integer NOT NULL,
	CONSTRAINT "ledger_hours_campaign_id_day_hour_pk" PRIMARY KEY("campaign_id","day","hour")
);
--> statement-breakpoint
CREATE TABLE "rollup_parts" (
	"campaign_id" integer NOT NULL,
	"grain" text NOT NULL,
	"day" date NOT NULL,
	"half" integer NOT NULL,
	"cells" "bytea" NOT NULL,
	CONSTRAINT "rollup_parts_campaign_id_grain_day_half_pk" PRIMARY KEY("campaign_id","grain","day","half")
);
--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "instants" timestamp with time zone[];--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "origins" "bytea";--> statement-breakpoint
ALTER TABLE ledger ALTER COLUMN origins SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE rollup_parts ALTER COLUMN cells SET STORAGE EXTERNAL;
--> statement-breakpoint
-- Blocks of half hours are of 8, and hours have 24 parts. The worker folds the ledger anew; until then readers add it themselves.
DELETE FROM rollup_hours;
--> statement-breakpoint
DELETE FROM rollup;
--> statement-breakpoint
UPDATE ledger SET folded = false, marks = NULL;
