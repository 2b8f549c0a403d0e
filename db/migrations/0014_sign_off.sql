CREATE TABLE "readings" (
	"reader" text NOT NULL,
	"page" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "readings_reader_page_pk" PRIMARY KEY("reader","page")
);
--> statement-breakpoint
CREATE TABLE "report_attestations" (
	"run" integer NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "report_attestations_run_name_pk" PRIMARY KEY("run","name")
);
--> statement-breakpoint
CREATE TABLE "report_endings" (
	"run" integer NOT NULL,
	"ending" text NOT NULL,
	"ended_by" text NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"successor" integer,
	CONSTRAINT "report_endings_run_ending_pk" PRIMARY KEY("run","ending")
);
--> statement-breakpoint
CREATE TABLE "report_shares" (
	"id" text PRIMARY KEY NOT NULL,
	"run" integer NOT NULL,
	"token_digest" text NOT NULL,
	"reader" text NOT NULL,
	"password_hash" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"max_views" integer,
	"max_downloads" integer,
	"views" integer DEFAULT 0 NOT NULL,
	"downloads" integer DEFAULT 0 NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	CONSTRAINT "report_shares_token_digest_unique" UNIQUE("token_digest")
);
--> statement-breakpoint
CREATE TABLE "report_signatures" (
	"run" integer NOT NULL,
	"kind" text NOT NULL,
	"signed_by" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"statement" text NOT NULL,
	"content_sha256" text NOT NULL,
	"countersign" boolean NOT NULL,
	CONSTRAINT "report_signatures_run_kind_pk" PRIMARY KEY("run","kind")
);
--> statement-breakpoint
CREATE INDEX "report_endings_successor" ON "report_endings" USING btree ("successor");--> statement-breakpoint
CREATE INDEX "report_shares_run" ON "report_shares" USING btree ("run");--> statement-breakpoint
CREATE TRIGGER report_signatures_unchanged BEFORE UPDATE ON report_signatures FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER report_endings_unchanged BEFORE UPDATE ON report_endings FOR EACH ROW EXECUTE FUNCTION refuse_change();
