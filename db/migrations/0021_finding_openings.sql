-- That a finding was opened, how grave and by which pack, moves from its history into the finding itself; the rest of its history stays.
ALTER TABLE "findings" ALTER COLUMN "values" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "findings" ALTER COLUMN "places" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "opened_severity" text;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "opened_pack" text;--> statement-breakpoint
UPDATE findings f SET opened_severity = s.severity, opened_pack = s.pack, first_seen = s.recorded_at
FROM (SELECT DISTINCT ON (finding) finding, severity, pack, recorded_at FROM finding_steps WHERE step = 'opened' ORDER BY finding, number) s
WHERE s.finding = f.id;--> statement-breakpoint
UPDATE findings SET opened_severity = severity, opened_pack = pack WHERE opened_severity IS NULL;--> statement-breakpoint
ALTER TABLE "findings" ALTER COLUMN "opened_severity" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "findings" ALTER COLUMN "opened_pack" SET NOT NULL;--> statement-breakpoint
DELETE FROM finding_steps WHERE step = 'opened';--> statement-breakpoint
CREATE TRIGGER findings_opening_stays BEFORE UPDATE OF id, first_seen, opened_severity, opened_pack ON findings FOR EACH ROW EXECUTE FUNCTION refuse_change();
