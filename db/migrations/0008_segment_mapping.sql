CREATE TABLE "segment_mappings" (
	"campaign_id" integer PRIMARY KEY NOT NULL,
	"mapping" jsonb NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
