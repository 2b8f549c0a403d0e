CREATE TABLE "campaign_announcements" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"source" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"area" text,
	"dedicated" boolean NOT NULL,
	"check_page" boolean NOT NULL,
	"deadline" timestamp with time zone,
	"in_use" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"source" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"text" text NOT NULL,
	"material" boolean,
	"purposes" text[] NOT NULL,
	"in_use" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_consequences" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"source" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"area" text,
	"since" timestamp with time zone NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_labels" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"source" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"place" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"text" text NOT NULL,
	"natures" text[] NOT NULL,
	"in_use" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_limitations" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"source" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"area" text,
	"text" text NOT NULL,
	"in_use" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_prompt_policies" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"source" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"cap" integer NOT NULL,
	"per_days" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_variants" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"source" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"variant" text NOT NULL,
	"area" text,
	"platform" text,
	"since" timestamp with time zone NOT NULL,
	"accept_steps" integer NOT NULL,
	"decline_steps" integer,
	"accept_prominence" text NOT NULL,
	"decline_prominence" text,
	"dismissible" boolean NOT NULL,
	"deferrable" boolean NOT NULL,
	"in_use" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "campaign_announcements" ADD CONSTRAINT "campaign_announcements_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_changes" ADD CONSTRAINT "campaign_changes_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_consequences" ADD CONSTRAINT "campaign_consequences_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_labels" ADD CONSTRAINT "campaign_labels_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_limitations" ADD CONSTRAINT "campaign_limitations_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_prompt_policies" ADD CONSTRAINT "campaign_prompt_policies_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_variants" ADD CONSTRAINT "campaign_variants_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_announcements_campaign" ON "campaign_announcements" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_changes_campaign" ON "campaign_changes" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_consequences_campaign" ON "campaign_consequences" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_labels_campaign" ON "campaign_labels" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_limitations_campaign" ON "campaign_limitations" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_prompt_policies_campaign" ON "campaign_prompt_policies" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_variants_campaign" ON "campaign_variants" USING btree ("campaign_id");--> statement-breakpoint
CREATE TRIGGER campaign_changes_append_only BEFORE UPDATE ON campaign_changes FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER campaign_announcements_append_only BEFORE UPDATE ON campaign_announcements FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER campaign_variants_append_only BEFORE UPDATE ON campaign_variants FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER campaign_prompt_policies_append_only BEFORE UPDATE ON campaign_prompt_policies FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER campaign_consequences_append_only BEFORE UPDATE ON campaign_consequences FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER campaign_limitations_append_only BEFORE UPDATE ON campaign_limitations FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER campaign_labels_append_only BEFORE UPDATE ON campaign_labels FOR EACH ROW EXECUTE FUNCTION refuse_change();
