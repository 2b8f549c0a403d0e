-- A measure more is tallied: what was is counted again by the worker when it starts. No count but the tallies changes.
DELETE FROM tally_moves;
--> statement-breakpoint
DELETE FROM tally_sums;
--> statement-breakpoint
UPDATE campaigns SET tallied = false WHERE EXISTS (SELECT 1 FROM timelines WHERE campaign_id = campaigns.id);
