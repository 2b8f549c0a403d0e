CREATE TABLE "count_checks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "count_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"seconds" double precision NOT NULL,
	"campaigns" integer NOT NULL,
	"cells" bigint NOT NULL,
	"subjects" bigint NOT NULL,
	"events" bigint NOT NULL,
	"problems" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "worker_beats" (
	"worker" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER count_checks_append_only BEFORE UPDATE OR DELETE ON count_checks FOR EACH ROW EXECUTE FUNCTION refuse_change();
