CREATE TABLE "erasures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "erasures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"campaign_id" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"subjects" bigint NOT NULL,
	"events" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"campaign_id" integer NOT NULL,
	"digest" "bytea" NOT NULL,
	CONSTRAINT "tombstones_campaign_id_digest_pk" PRIMARY KEY("campaign_id","digest")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "retention_days" integer;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "held_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "hold_reason" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "events_deleted_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "erasures_campaign" ON "erasures" USING btree ("campaign_id","at");