DROP INDEX "tally_moves_open";--> statement-breakpoint
DROP INDEX "ledger_open";--> statement-breakpoint
CREATE INDEX "tally_moves_open" ON "tally_moves" USING btree ("campaign_id","id") WHERE not folded;--> statement-breakpoint
CREATE INDEX "ledger_open" ON "ledger" USING btree ("campaign_id","id") WHERE not folded;