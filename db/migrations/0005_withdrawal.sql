ALTER TABLE "batches" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "withdrawn_by" text;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "withdrawal_reason" text;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "events_left" bigint;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "events_kept" bigint;