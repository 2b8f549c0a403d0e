CREATE SEQUENCE "public"."segment_ids" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "acts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "acts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"campaign_id" integer NOT NULL,
	"type" text NOT NULL,
	"notice" text NOT NULL,
	"variant" text NOT NULL,
	"actor" text NOT NULL,
	"purposes" text NOT NULL,
	"digest" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hour_sums" (
	"campaign_id" integer NOT NULL,
	"day" date NOT NULL,
	"grain" text NOT NULL,
	"hour" integer NOT NULL,
	"sums" "bytea" NOT NULL,
	CONSTRAINT "hour_sums_campaign_id_day_grain_hour_pk" PRIMARY KEY("campaign_id","day","grain","hour")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"campaign_id" integer NOT NULL,
	"day" date NOT NULL,
	"hour" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"folded" boolean DEFAULT false NOT NULL,
	"moves" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rollup" (
	"campaign_id" integer NOT NULL,
	"grain" text NOT NULL,
	"block" integer NOT NULL,
	"lead" text NOT NULL,
	"cells" "bytea" NOT NULL,
	CONSTRAINT "rollup_campaign_id_grain_block_lead_pk" PRIMARY KEY("campaign_id","grain","block","lead")
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"id" bigint PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"batch_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"events" integer NOT NULL,
	"digest" "bytea" NOT NULL,
	"payload" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "timelines" (
	"campaign_id" integer NOT NULL,
	"subject" uuid NOT NULL,
	"entries" "bytea" NOT NULL,
	CONSTRAINT "timelines_campaign_id_subject_pk" PRIMARY KEY("campaign_id","subject")
);
--> statement-breakpoint
CREATE TABLE "words" (
	"campaign_id" integer NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "words_campaign_id_kind_number_pk" PRIMARY KEY("campaign_id","kind","number")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "acts_words" ON "acts" USING btree ("campaign_id","digest");--> statement-breakpoint
CREATE INDEX "ledger_open" ON "ledger" USING btree ("campaign_id") WHERE not folded;--> statement-breakpoint
CREATE INDEX "ledger_hour" ON "ledger" USING btree ("campaign_id","day","hour");--> statement-breakpoint
CREATE INDEX "ledger_recorded" ON "ledger" USING btree ("campaign_id","recorded_at");--> statement-breakpoint
CREATE INDEX "segments_batch" ON "segments" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "segments_campaign" ON "segments" USING btree ("campaign_id","recorded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "words_word" ON "words" USING btree ("campaign_id","kind","word");