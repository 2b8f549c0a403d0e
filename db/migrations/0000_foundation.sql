CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"scope" text NOT NULL,
	"secret_digest" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "failed_sign_ins" (
	"account" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "one_time_links" (
	"token_digest" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"user_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"password_hash" text,
	"oidc_issuer" text,
	"oidc_subject" text,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "campaign_areas" (
	"campaign_id" integer NOT NULL,
	"area" text NOT NULL,
	"region" text NOT NULL,
	CONSTRAINT "campaign_areas_campaign_id_region_pk" PRIMARY KEY("campaign_id","region")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "campaigns_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"title" text NOT NULL,
	"zone" text NOT NULL,
	"mandatory" boolean NOT NULL,
	"counts_on" text[] NOT NULL,
	"consequence" text NOT NULL,
	"target" double precision,
	"joiner_days" integer,
	"announced_at" timestamp with time zone NOT NULL,
	"illustrative" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "campaigns_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"area" text,
	"at" timestamp with time zone NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"campaign_id" integer NOT NULL,
	"id" text NOT NULL,
	"legal_nature" text NOT NULL,
	"area" text,
	"locale" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"sha256" text NOT NULL,
	"text" text,
	"purposes" text[] NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notices_campaign_id_id_pk" PRIMARY KEY("campaign_id","id")
);
--> statement-breakpoint
CREATE TABLE "population" (
	"campaign_id" integer NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"platform" text DEFAULT '' NOT NULL,
	"channel" text DEFAULT '' NOT NULL,
	"app_version" text DEFAULT '' NOT NULL,
	"locale" text DEFAULT '' NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"count" bigint NOT NULL,
	"definition" text NOT NULL,
	"source" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "population_campaign_id_region_platform_channel_app_version_locale_as_of_recorded_at_pk" PRIMARY KEY("campaign_id","region","platform","channel","app_version","locale","as_of","recorded_at")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"label" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_disclosures" (
	"seq" bigint NOT NULL,
	"path" text NOT NULL,
	"salt" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "log_disclosures_seq_path_pk" PRIMARY KEY("seq","path")
);
--> statement-breakpoint
CREATE TABLE "log_entries" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"entry" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "purpose_versions" (
	"purpose_key" text NOT NULL,
	"version" integer NOT NULL,
	"record" jsonb NOT NULL,
	"reason" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "purpose_versions_purpose_key_version_pk" PRIMARY KEY("purpose_key","version")
);
--> statement-breakpoint
CREATE TABLE "purposes" (
	"key" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"owner" text NOT NULL,
	"review_due" date,
	"bases" text[] NOT NULL,
	"recipients" integer NOT NULL,
	"illustrative" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_file_chunks" (
	"run" integer NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "report_file_chunks_run_name_position_pk" PRIMARY KEY("run","name","position")
);
--> statement-breakpoint
CREATE TABLE "report_files" (
	"run" integer NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "report_files_run_name_pk" PRIMARY KEY("run","name")
);
--> statement-breakpoint
CREATE TABLE "report_runs" (
	"number" integer PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"campaign" text,
	"language" text NOT NULL,
	"filters" jsonb NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"exact" boolean NOT NULL,
	"illustrative" boolean NOT NULL,
	"status" text NOT NULL,
	"progress" double precision DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"inputs_sha256" text,
	"rows" bigint,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "batch_errors" (
	"batch_id" text NOT NULL,
	"line" bigint NOT NULL,
	"field" text,
	"code" text NOT NULL,
	"message" text NOT NULL,
	CONSTRAINT "batch_errors_batch_id_line_pk" PRIMARY KEY("batch_id","line")
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"campaign_id" integer NOT NULL,
	"source" text NOT NULL,
	"format" text NOT NULL,
	"status" text NOT NULL,
	"idempotency_key" text,
	"received" bigint DEFAULT 0 NOT NULL,
	"stored" bigint DEFAULT 0 NOT NULL,
	"duplicates" bigint DEFAULT 0 NOT NULL,
	"rejected" bigint DEFAULT 0 NOT NULL,
	"body_sha256" text,
	"opened_at" timestamp with time zone NOT NULL,
	"last_chunk_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "batches_number_unique" UNIQUE("number"),
	CONSTRAINT "batches_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"campaign_id" integer NOT NULL,
	"subject" "bytea" NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"notice" text,
	"region" text NOT NULL,
	"platform" text NOT NULL,
	"channel" text NOT NULL,
	"app_version" text DEFAULT '' NOT NULL,
	"locale" text DEFAULT '' NOT NULL,
	"variant" text DEFAULT '' NOT NULL,
	"actor" text NOT NULL,
	"purposes" jsonb,
	"content_digest" "bytea" NOT NULL,
	"counts" boolean NOT NULL,
	"proven" boolean NOT NULL,
	"batch_id" text NOT NULL,
	"line" bigint NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "events_campaign_id_subject_id_pk" PRIMARY KEY("campaign_id","subject","id")
);
--> statement-breakpoint
CREATE TABLE "rollup" (
	"campaign_id" integer NOT NULL,
	"grain" text NOT NULL,
	"day" date NOT NULL,
	"region" text NOT NULL,
	"platform" text NOT NULL,
	"channel" text NOT NULL,
	"app_version" text NOT NULL,
	"locale" text NOT NULL,
	"state" text NOT NULL,
	"opened" boolean NOT NULL,
	"unproven" boolean NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "rollup_campaign_id_grain_day_region_platform_channel_app_version_locale_state_opened_unproven_pk" PRIMARY KEY("campaign_id","grain","day","region","platform","channel","app_version","locale","state","opened","unproven")
);
--> statement-breakpoint
CREATE TABLE "rollup_late" (
	"campaign_id" integer NOT NULL,
	"deadline_id" text NOT NULL,
	"day" date NOT NULL,
	"region" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "rollup_late_campaign_id_deadline_id_day_region_pk" PRIMARY KEY("campaign_id","deadline_id","day","region")
);
--> statement-breakpoint
CREATE TABLE "staging" (
	"chunk" text NOT NULL,
	"line" bigint NOT NULL,
	"subject" "bytea" NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"notice" text,
	"region" text NOT NULL,
	"platform" text NOT NULL,
	"channel" text NOT NULL,
	"app_version" text NOT NULL,
	"locale" text NOT NULL,
	"variant" text NOT NULL,
	"actor" text NOT NULL,
	"purposes" jsonb,
	"content_digest" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_areas" ADD CONSTRAINT "campaign_areas_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "population" ADD CONSTRAINT "population_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "failed_sign_ins_account" ON "failed_sign_ins" USING btree ("account","at");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "deadlines_campaign" ON "deadlines" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "purpose_versions_recorded" ON "purpose_versions" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "report_runs_status" ON "report_runs" USING btree ("status","number");--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("campaign_id","occurred_at");--> statement-breakpoint
CREATE INDEX "events_recorded" ON "events" USING btree ("campaign_id","recorded_at");--> statement-breakpoint
CREATE INDEX "staging_chunk" ON "staging" USING btree ("chunk");