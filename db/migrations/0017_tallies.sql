CREATE TABLE "tally_moves" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tally_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"campaign_id" integer NOT NULL,
	"family" text NOT NULL,
	"day" date,
	"recorded_at" timestamp with time zone NOT NULL,
	"folded" boolean DEFAULT false NOT NULL,
	"moves" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tally_sums" (
	"campaign_id" integer NOT NULL,
	"family" text NOT NULL,
	"part" text NOT NULL,
	"counts" "bytea" NOT NULL,
	CONSTRAINT "tally_sums_campaign_id_family_part_pk" PRIMARY KEY("campaign_id","family","part")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "tallied" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "tally_moves_open" ON "tally_moves" USING btree ("campaign_id") WHERE not folded;--> statement-breakpoint
CREATE INDEX "tally_moves_day" ON "tally_moves" USING btree ("campaign_id","day");--> statement-breakpoint
CREATE INDEX "tally_moves_recorded" ON "tally_moves" USING btree ("campaign_id","recorded_at");--> statement-breakpoint
-- Incompressible, as the ledger's.
ALTER TABLE tally_moves ALTER COLUMN moves SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE tally_sums ALTER COLUMN counts SET STORAGE EXTERNAL;
--> statement-breakpoint
-- Events that came before there were tallies: the worker counts them when it starts.
UPDATE campaigns SET tallied = false WHERE EXISTS (SELECT 1 FROM timelines WHERE campaign_id = campaigns.id);
