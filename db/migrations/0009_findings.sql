CREATE TABLE "campaign_readiness" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"note" text NOT NULL,
	"pack" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "finding_settings" (
	"id" text PRIMARY KEY NOT NULL,
	"thresholds" jsonb NOT NULL,
	"reason" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "finding_steps" (
	"number" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "finding_steps_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"finding" text NOT NULL,
	"step" text NOT NULL,
	"author" text,
	"reason" text DEFAULT '' NOT NULL,
	"until" date,
	"assignee" text,
	"due" date,
	"severity" text NOT NULL,
	"pack" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" text PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"about" text NOT NULL,
	"draft" boolean NOT NULL,
	"jurisdiction" text,
	"severity" text NOT NULL,
	"values" jsonb NOT NULL,
	"places" jsonb NOT NULL,
	"pack" text NOT NULL,
	"status" text NOT NULL,
	"overridden_until" date,
	"assignee" text,
	"due" date,
	"first_seen" timestamp with time zone NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"illustrative" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "judgements" (
	"id" integer PRIMARY KEY NOT NULL,
	"through" bigint NOT NULL,
	"everything_at" timestamp with time zone NOT NULL,
	"pack" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "campaign_readiness_campaign" ON "campaign_readiness" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "finding_steps_finding" ON "finding_steps" USING btree ("finding");--> statement-breakpoint
CREATE INDEX "findings_object" ON "findings" USING btree ("object_type","object_id");--> statement-breakpoint
CREATE INDEX "findings_standing" ON "findings" USING btree ("status","severity");--> statement-breakpoint
CREATE TRIGGER finding_steps_append_only BEFORE UPDATE ON finding_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER finding_settings_append_only BEFORE UPDATE ON finding_settings FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER campaign_readiness_append_only BEFORE UPDATE ON campaign_readiness FOR EACH ROW EXECUTE FUNCTION refuse_change();
