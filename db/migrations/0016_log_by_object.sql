ALTER TABLE "report_attested_files" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "report_attested_files" CASCADE;--> statement-breakpoint
DROP INDEX "report_manifests_sealed";--> statement-breakpoint
CREATE INDEX "log_entries_object" ON "log_entries" USING btree ((entry::jsonb #>> '{object,id}'));--> statement-breakpoint
ALTER TABLE "report_manifests" DROP COLUMN "sealed_size";