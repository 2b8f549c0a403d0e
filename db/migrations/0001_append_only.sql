CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The table % is append-only: % is refused.', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER log_entries_append_only BEFORE UPDATE OR DELETE ON log_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_entries_no_truncate BEFORE TRUNCATE ON log_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER purpose_versions_append_only BEFORE UPDATE ON purpose_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE staging SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE staging ALTER COLUMN id TYPE text COLLATE "C";
--> statement-breakpoint
ALTER TABLE events ALTER COLUMN id TYPE text COLLATE "C";
--> statement-breakpoint
ALTER TABLE rollup SET (fillfactor = 70);
