ALTER TABLE "batches" RENAME COLUMN "last_chunk_at" TO "alive_at";--> statement-breakpoint
ALTER TABLE "batches" DROP CONSTRAINT "batches_idempotency_key_unique";--> statement-breakpoint
CREATE UNIQUE INDEX "batches_repeatable" ON "batches" USING btree ("campaign_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "batches_open" ON "batches" USING btree ("number") WHERE status = 'open';
