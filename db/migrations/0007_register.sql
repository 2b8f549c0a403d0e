CREATE TABLE "notice_passages" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"notice_id" text NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"purpose_key" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"unlinked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "purpose_bases" (
	"purpose_key" text NOT NULL,
	"version" integer NOT NULL,
	"position" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"basis" text NOT NULL,
	CONSTRAINT "purpose_bases_purpose_key_version_position_pk" PRIMARY KEY("purpose_key","version","position")
);
--> statement-breakpoint
CREATE TABLE "purpose_comments" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose_key" text NOT NULL,
	"version" integer NOT NULL,
	"path" text NOT NULL,
	"text" text NOT NULL,
	"author" text NOT NULL,
	"answers" text,
	"settles" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "purpose_data_uses" (
	"purpose_key" text NOT NULL,
	"version" integer NOT NULL,
	"position" integer NOT NULL,
	"category" text NOT NULL,
	"terms" text[] NOT NULL,
	"subjects" text[] NOT NULL,
	"special" boolean NOT NULL,
	"criminal" boolean NOT NULL,
	CONSTRAINT "purpose_data_uses_purpose_key_version_position_pk" PRIMARY KEY("purpose_key","version","position")
);
--> statement-breakpoint
CREATE TABLE "purpose_recipients" (
	"purpose_key" text NOT NULL,
	"version" integer NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"country" text NOT NULL,
	"tool" text NOT NULL,
	CONSTRAINT "purpose_recipients_purpose_key_version_position_pk" PRIMARY KEY("purpose_key","version","position")
);
--> statement-breakpoint
CREATE TABLE "purpose_steps" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose_key" text NOT NULL,
	"version" integer NOT NULL,
	"step" text NOT NULL,
	"author" text NOT NULL,
	"reviewer" text,
	"review_by" date,
	"reason" text NOT NULL,
	"own_work" boolean DEFAULT false NOT NULL,
	"effective_from" timestamp with time zone,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "register_settings" (
	"id" text PRIMARY KEY NOT NULL,
	"own_approval" boolean NOT NULL,
	"reason" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transparency_tables" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"notice_id" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"language" text NOT NULL,
	"rows" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"register_as_of" timestamp with time zone NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "purpose_versions" ADD COLUMN "title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "purpose_versions" ADD COLUMN "owner" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "purpose_versions" ADD COLUMN "review_due" date;--> statement-breakpoint
ALTER TABLE "purpose_versions" ADD COLUMN "bases" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "purpose_versions" ADD COLUMN "jurisdictions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "purpose_versions" ADD COLUMN "terms" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "purpose_versions" ADD COLUMN "recipients" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purpose_versions" ADD COLUMN "valid_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "purposes" ADD COLUMN "jurisdictions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "purposes" ADD COLUMN "terms" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "purposes" ADD COLUMN "approved_version" integer;--> statement-breakpoint
ALTER TABLE "purposes" ADD COLUMN "reviewer" text;--> statement-breakpoint
ALTER TABLE "purposes" ADD COLUMN "review_by" date;--> statement-breakpoint
ALTER TABLE "purpose_bases" ADD CONSTRAINT "purpose_bases_purpose_key_version_purpose_versions_purpose_key_version_fk" FOREIGN KEY ("purpose_key","version") REFERENCES "public"."purpose_versions"("purpose_key","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purpose_data_uses" ADD CONSTRAINT "purpose_data_uses_purpose_key_version_purpose_versions_purpose_key_version_fk" FOREIGN KEY ("purpose_key","version") REFERENCES "public"."purpose_versions"("purpose_key","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purpose_recipients" ADD CONSTRAINT "purpose_recipients_purpose_key_version_purpose_versions_purpose_key_version_fk" FOREIGN KEY ("purpose_key","version") REFERENCES "public"."purpose_versions"("purpose_key","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_passages_notice" ON "notice_passages" USING btree ("campaign_id","notice_id");--> statement-breakpoint
CREATE INDEX "purpose_comments_purpose" ON "purpose_comments" USING btree ("purpose_key");--> statement-breakpoint
CREATE INDEX "purpose_steps_purpose" ON "purpose_steps" USING btree ("purpose_key","version");--> statement-breakpoint
CREATE INDEX "transparency_tables_notice" ON "transparency_tables" USING btree ("campaign_id","notice_id");--> statement-breakpoint
CREATE INDEX "purposes_bases" ON "purposes" USING gin ("bases");--> statement-breakpoint
CREATE INDEX "purposes_terms" ON "purposes" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "purposes_jurisdictions" ON "purposes" USING gin ("jurisdictions");--> statement-breakpoint
CREATE INDEX "purposes_status" ON "purposes" USING btree ("status");
--> statement-breakpoint
ALTER TABLE purpose_versions DISABLE TRIGGER purpose_versions_append_only;
--> statement-breakpoint
UPDATE purpose_versions v SET
  title = record->>'title', owner = record->>'owner', review_due = nullif(record->>'reviewDue', '')::date, valid_from = recorded_at, recipients = jsonb_array_length(record->'recipients'),
  bases = array(SELECT DISTINCT e->>'basis' FROM jsonb_array_elements(v.record->'bases') e ORDER BY 1),
  jurisdictions = array(SELECT DISTINCT e->>'jurisdiction' FROM jsonb_array_elements(v.record->'bases') e ORDER BY 1),
  terms = array(SELECT DISTINCT t FROM (SELECT jsonb_array_elements_text(v.record->'purposeTerms') UNION SELECT jsonb_array_elements_text(e->'terms') FROM jsonb_array_elements(v.record->'dataCategories') e) q(t) ORDER BY 1);
--> statement-breakpoint
ALTER TABLE purpose_versions ENABLE TRIGGER purpose_versions_append_only;
--> statement-breakpoint
UPDATE purposes p SET jurisdictions = v.jurisdictions, terms = v.terms FROM purpose_versions v WHERE v.purpose_key = p.key AND v.version = p.version;
--> statement-breakpoint
INSERT INTO purpose_bases SELECT v.purpose_key, v.version, e.n - 1, e.b->>'jurisdiction', e.b->>'basis' FROM purpose_versions v, jsonb_array_elements(v.record->'bases') WITH ORDINALITY e(b, n);
--> statement-breakpoint
INSERT INTO purpose_data_uses SELECT v.purpose_key, v.version, e.n - 1, e.b->>'name', array(SELECT jsonb_array_elements_text(e.b->'terms')), array(SELECT jsonb_array_elements_text(v.record->'dataSubjects')), (e.b->>'special')::boolean, false FROM purpose_versions v, jsonb_array_elements(v.record->'dataCategories') WITH ORDINALITY e(b, n);
--> statement-breakpoint
INSERT INTO purpose_recipients SELECT v.purpose_key, v.version, e.n - 1, e.b->>'name', e.b->>'role', e.b->>'country', e.b->>'transferTool' FROM purpose_versions v, jsonb_array_elements(v.record->'recipients') WITH ORDINALITY e(b, n);
--> statement-breakpoint
INSERT INTO purpose_steps (id, purpose_key, version, step, author, reason, recorded_at)
  SELECT 'first-' || v.purpose_key || '-' || v.version, v.purpose_key, v.version, CASE v.record->>'status' WHEN 'in_review' THEN 'submitted' ELSE v.record->>'status' END, v.author, v.reason, v.recorded_at
  FROM purpose_versions v WHERE v.record->>'status' IN ('in_review', 'approved', 'ended');
--> statement-breakpoint
UPDATE purposes p SET approved_version = s.version FROM (SELECT purpose_key, max(version) AS version FROM purpose_steps WHERE step = 'approved' GROUP BY purpose_key) s WHERE s.purpose_key = p.key;
--> statement-breakpoint
ALTER TABLE purpose_versions ALTER COLUMN valid_from SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "purpose_versions" ALTER COLUMN "title" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "purpose_versions" ALTER COLUMN "owner" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "purpose_versions" ALTER COLUMN "bases" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "purpose_versions" ALTER COLUMN "jurisdictions" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "purpose_versions" ALTER COLUMN "terms" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "purpose_versions" ALTER COLUMN "recipients" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "purposes" ALTER COLUMN "jurisdictions" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "purposes" ALTER COLUMN "terms" DROP DEFAULT;
--> statement-breakpoint
CREATE TRIGGER purpose_steps_append_only BEFORE UPDATE ON purpose_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER purpose_comments_append_only BEFORE UPDATE ON purpose_comments FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER register_settings_append_only BEFORE UPDATE ON register_settings FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER transparency_tables_append_only BEFORE UPDATE ON transparency_tables FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER purpose_bases_append_only BEFORE UPDATE ON purpose_bases FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER purpose_data_uses_append_only BEFORE UPDATE ON purpose_data_uses FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER purpose_recipients_append_only BEFORE UPDATE ON purpose_recipients FOR EACH ROW EXECUTE FUNCTION refuse_change();
