-- Room to grow in place: a timeline that gains an event stays on its page.
ALTER TABLE timelines SET (fillfactor = 85);
--> statement-breakpoint
-- Compressed or incompressible already.
ALTER TABLE timelines ALTER COLUMN entries SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE segments ALTER COLUMN payload SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE ledger ALTER COLUMN moves SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE rollup ALTER COLUMN cells SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE hour_sums ALTER COLUMN sums SET STORAGE EXTERNAL;
