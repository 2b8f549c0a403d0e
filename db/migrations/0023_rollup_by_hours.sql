CREATE TABLE "rollup_hours" (
	"campaign_id" integer NOT NULL,
	"grain" text NOT NULL,
	"day" date NOT NULL,
	"block" integer NOT NULL,
	"cells" "bytea" NOT NULL,
	CONSTRAINT "rollup_hours_campaign_id_grain_day_block_pk" PRIMARY KEY("campaign_id","grain","day","block")
);

--> statement-breakpoint
ALTER TABLE rollup_hours ALTER COLUMN cells SET STORAGE EXTERNAL;
