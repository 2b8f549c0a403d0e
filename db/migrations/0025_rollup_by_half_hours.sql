-- Within a day the rollup has a step for each half hour. The worker folds the ledger anew; until then readers add it themselves.
DELETE FROM rollup_hours;
--> statement-breakpoint
DELETE FROM rollup;
--> statement-breakpoint
UPDATE ledger SET folded = false WHERE folded;
