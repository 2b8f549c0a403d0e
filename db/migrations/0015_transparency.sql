CREATE TABLE "log_heads" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"frontier" "bytea" NOT NULL,
	"sequenced_at" timestamp with time zone NOT NULL,
	"note" text,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "log_keys" (
	"vkey" text PRIMARY KEY NOT NULL,
	"since" bigint NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_signer" (
	"id" integer PRIMARY KEY NOT NULL,
	"fault" text,
	"detail" text,
	"since" timestamp with time zone NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_tiles" (
	"level" integer NOT NULL,
	"number" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	CONSTRAINT "log_tiles_level_number_pk" PRIMARY KEY("level","number")
);
--> statement-breakpoint
CREATE TABLE "report_attested_files" (
	"run" integer NOT NULL,
	"name" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "report_attested_files_run_name_pk" PRIMARY KEY("run","name")
);
--> statement-breakpoint
CREATE TABLE "report_manifests" (
	"run" integer PRIMARY KEY NOT NULL,
	"manifest" text NOT NULL,
	"readme" text NOT NULL,
	"verifier" text NOT NULL,
	"seq" bigint NOT NULL,
	"sealed_size" bigint
);
--> statement-breakpoint
CREATE TABLE "segment_seals" (
	"segment_id" bigint PRIMARY KEY NOT NULL,
	"batch_id" text NOT NULL,
	"first" bigint NOT NULL,
	"events" integer NOT NULL,
	"nodes" "bytea" NOT NULL,
	"seeds" "bytea" NOT NULL,
	"gone" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "seal_seq" bigint;--> statement-breakpoint
CREATE INDEX "log_heads_published" ON "log_heads" USING btree ("published_at","size");--> statement-breakpoint
CREATE INDEX "report_manifests_sealed" ON "report_manifests" USING btree ("sealed_size");--> statement-breakpoint
CREATE INDEX "segment_seals_batch" ON "segment_seals" USING btree ("batch_id","first");--> statement-breakpoint
CREATE INDEX "batches_unsealed" ON "batches" USING btree ("number") WHERE seal_seq is null;--> statement-breakpoint
CREATE FUNCTION refuse_tile_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.level = OLD.level AND NEW.number = OLD.number AND length(NEW.hashes) > length(OLD.hashes)
    AND substring(NEW.hashes FROM 1 FOR length(OLD.hashes)) = OLD.hashes THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A tile of the log only grows: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE FUNCTION refuse_head_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.note IS NULL AND NEW.size = OLD.size AND NEW.root = OLD.root AND NEW.frontier = OLD.frontier AND NEW.sequenced_at = OLD.sequenced_at THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A head of the log is signed once and stays: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER log_tiles_grow BEFORE UPDATE ON log_tiles FOR EACH ROW EXECUTE FUNCTION refuse_tile_change();
--> statement-breakpoint
CREATE TRIGGER log_tiles_append_only BEFORE DELETE ON log_tiles FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_tiles_no_truncate BEFORE TRUNCATE ON log_tiles FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_heads_signed_once BEFORE UPDATE ON log_heads FOR EACH ROW EXECUTE FUNCTION refuse_head_change();
--> statement-breakpoint
CREATE TRIGGER log_heads_append_only BEFORE DELETE ON log_heads FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_heads_no_truncate BEFORE TRUNCATE ON log_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_keys_append_only BEFORE UPDATE OR DELETE ON log_keys FOR EACH ROW EXECUTE FUNCTION refuse_change();
