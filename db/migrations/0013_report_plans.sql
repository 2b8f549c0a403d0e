CREATE TABLE "report_presets" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_presets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"owner" text NOT NULL,
	"shared" boolean NOT NULL,
	"request" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_schedules" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_schedules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"owner" text NOT NULL,
	"request" jsonb NOT NULL,
	"rhythm" text NOT NULL,
	"zone" text NOT NULL,
	"hour" integer NOT NULL,
	"days" integer NOT NULL,
	"keep_days" integer,
	"created_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ending" text
);
--> statement-breakpoint
ALTER TABLE "report_runs" ADD COLUMN "jurisdiction" text;--> statement-breakpoint
ALTER TABLE "report_runs" ADD COLUMN "layout" text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE "report_runs" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "report_runs" ADD COLUMN "columns" jsonb;--> statement-breakpoint
ALTER TABLE "report_runs" ADD COLUMN "from_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "report_runs" ADD COLUMN "zone" text;--> statement-breakpoint
ALTER TABLE "report_runs" ADD COLUMN "schedule" integer;--> statement-breakpoint
ALTER TABLE "report_runs" ADD COLUMN "keep_until" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "report_schedules_next" ON "report_schedules" USING btree ("next_at");