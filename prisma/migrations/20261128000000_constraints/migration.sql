-- What must never be stored is refused by the database, whoever writes: rows of an organization that is not there,
-- counts that are not positive, names that no code knows. And readers get views without what is to be erased.

-- The length and the end of an organization's log stand in its row: adding an entry counts up there, under its lock.
ALTER TABLE "organization" ADD COLUMN "audit_entries" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "audit_head" TEXT NOT NULL DEFAULT '0000000000000000000000000000000000000000000000000000000000000000';

UPDATE "organization" SET "audit_entries" = "last"."number", "audit_head" = "last"."hash"
FROM (
    SELECT DISTINCT ON ("organization_id") "organization_id", "number", "hash"
    FROM "audit_entry" ORDER BY "organization_id", "number" DESC
) AS "last" WHERE "last"."organization_id" = "organization"."id";

CREATE INDEX "organization_key_organization_id_idx" ON "organization_key"("organization_id");

CREATE INDEX "access_token_organization_id_idx" ON "access_token"("organization_id");

CREATE UNIQUE INDEX "project_id_organization_id_key" ON "project"("id", "organization_id");

ALTER TABLE "organization_key" ADD CONSTRAINT "organization_key_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "access_token" ADD CONSTRAINT "access_token_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "project" ADD CONSTRAINT "project_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "organization_instance" ADD CONSTRAINT "organization_instance_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "usage_hour" ADD CONSTRAINT "usage_hour_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "support_grant" ADD CONSTRAINT "support_grant_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "organization_instance" ADD CONSTRAINT "organization_instance_project_id_organization_id_fkey" FOREIGN KEY ("project_id", "organization_id") REFERENCES "project"("id", "organization_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Not on event: the path of engines' requests checks its rows before they get here.

ALTER TABLE "instance" ADD CONSTRAINT "instance_edition_check" CHECK ("edition" IN ('community', 'standard', 'enterprise')),
    ADD CONSTRAINT "instance_seen_check" CHECK ("first_seen" <= "last_seen"),
    ADD CONSTRAINT "instance_start_check" CHECK (("started_at" IS NULL) = ("start_id" IS NULL));

ALTER TABLE "instance_day" ADD CONSTRAINT "instance_day_start_check" CHECK (("started_at" IS NULL) = ("start_id" IS NULL));

ALTER TABLE "instance_day_event" ADD CONSTRAINT "instance_day_event_events_check" CHECK ("events" > 0);

ALTER TABLE "instance_day_clone_time" ADD CONSTRAINT "instance_day_clone_time_clones_check" CHECK ("clones" > 0);

ALTER TABLE "instance_day_value" ADD CONSTRAINT "instance_day_value_events_check" CHECK ("events" > 0);

ALTER TABLE "instance_day_late" ADD CONSTRAINT "instance_day_late_marks_check" CHECK ("marks" > 0);

ALTER TABLE "refusal_day" ADD CONSTRAINT "refusal_day_refusals_check" CHECK ("refusals" > 0);

ALTER TABLE "unknown_field_day" ADD CONSTRAINT "unknown_field_day_events_check" CHECK ("events" > 0);

ALTER TABLE "statistic_period" ADD CONSTRAINT "statistic_period_interval_check" CHECK ("interval" IN ('day', 'week', 'month')),
    ADD CONSTRAINT "statistic_period_skipped_check" CHECK ("skipped" >= 0);

ALTER TABLE "statistic_point" ADD CONSTRAINT "statistic_point_interval_check" CHECK ("interval" IN ('day', 'week', 'month')),
    ADD CONSTRAINT "statistic_point_edition_check" CHECK ("edition" IN ('community', 'standard', 'enterprise')),
    ADD CONSTRAINT "statistic_point_counts_check" CHECK ("instances" >= 0 AND "events" >= 0);

ALTER TABLE "erasure" ADD CONSTRAINT "erasure_purge_at_check" CHECK ("purge_at" >= "requested_at");

ALTER TABLE "erasure_receipt" ADD CONSTRAINT "erasure_receipt_purge_at_check" CHECK ("purge_at" >= "requested_at"),
    ADD CONSTRAINT "erasure_receipt_end_check" CHECK ("undone_at" IS NULL OR "purged_at" IS NULL),
    ADD CONSTRAINT "erasure_receipt_counts_check" CHECK (jsonb_typeof("counts") = 'object');

ALTER TABLE "organization" ADD CONSTRAINT "organization_plan_check" CHECK ("plan" IN ('standard', 'enterprise')),
    ADD CONSTRAINT "organization_alias_check" CHECK ("alias" ~ '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$'),
    ADD CONSTRAINT "organization_name_check" CHECK (char_length("name") BETWEEN 1 AND 200),
    ADD CONSTRAINT "organization_audit_check" CHECK ("audit_entries" >= 0 AND "audit_head" ~ '^[0-9a-f]{64}$');

ALTER TABLE "organization_key" ADD CONSTRAINT "organization_key_hint_check" CHECK (char_length("hint") = 4);

ALTER TABLE "access_token" ADD CONSTRAINT "access_token_hint_check" CHECK (char_length("hint") = 4),
    ADD CONSTRAINT "access_token_name_check" CHECK (char_length("name") BETWEEN 1 AND 100);

ALTER TABLE "project" ADD CONSTRAINT "project_name_check" CHECK ("name" <> '');

ALTER TABLE "organization_instance" ADD CONSTRAINT "organization_instance_number_check" CHECK ("number" > 0),
    ADD CONSTRAINT "organization_instance_instance_id_check" CHECK ("instance_id" ~ '^[0-9a-v]{20}$');

ALTER TABLE "usage_hour" ADD CONSTRAINT "usage_hour_hour_check" CHECK (date_trunc('hour', "hour" AT TIME ZONE 'UTC') = "hour" AT TIME ZONE 'UTC'),
    ADD CONSTRAINT "usage_hour_sizes_check" CHECK ("cpu" BETWEEN 0 AND 65535 AND "total_memory" >= 0 AND "data_size" >= 0);

ALTER TABLE "support_member" ADD CONSTRAINT "support_member_hint_check" CHECK (char_length("hint") = 4),
    ADD CONSTRAINT "support_member_name_check" CHECK (char_length("name") BETWEEN 1 AND 100);

ALTER TABLE "support_grant" ADD CONSTRAINT "support_grant_reason_check" CHECK ("reason" <> ''),
    ADD CONSTRAINT "support_grant_ends_at_check" CHECK ("ends_at" > "granted_at");

ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_number_check" CHECK ("number" > 0),
    ADD CONSTRAINT "audit_entry_hashes_check" CHECK ("previous" ~ '^[0-9a-f]{64}$' AND "hash" ~ '^[0-9a-f]{64}$');

-- What readers see. An instance that is to be erased is gone here at once, and from the tables when it is purged.
-- IS TRUE keeps the planner from making a join of it: of one instance it would expect a single row and sort them all,
-- where it should walk the key and stop after a page.

CREATE VIEW "visible_instance" AS
SELECT "instance_key", "first_seen", "last_seen", "edition", "example", "started_at", "start_id", "attributes" FROM "instance"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "instance"."instance_key")) IS TRUE;

CREATE VIEW "visible_event" AS
SELECT "instance_key", "event_time", "id", "event_type", "received_at", "data", "left_out" FROM "event"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "event"."instance_key")) IS TRUE;

CREATE VIEW "visible_instance_day" AS
SELECT "instance_key", "day", "started_at", "start_id", "attributes" FROM "instance_day"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "instance_day"."instance_key")) IS TRUE;

CREATE VIEW "visible_instance_day_event" AS
SELECT "instance_key", "day", "event_type", "events" FROM "instance_day_event"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "instance_day_event"."instance_key")) IS TRUE;

CREATE VIEW "visible_instance_day_clone_time" AS
SELECT "instance_key", "day", "bucket", "clones" FROM "instance_day_clone_time"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "instance_day_clone_time"."instance_key")) IS TRUE;

CREATE VIEW "visible_instance_day_value" AS
SELECT "instance_key", "day", "field", "value", "events" FROM "instance_day_value"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "instance_day_value"."instance_key")) IS TRUE;

CREATE VIEW "visible_organization_instance" AS
SELECT "instance_key", "organization_id", "project_id", "number", "instance_id", "linked_at", "registered_at" FROM "organization_instance"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "organization_instance"."instance_key")) IS TRUE;

-- Those that their ID alone opens: an organization's instance is its own.
CREATE VIEW "open_instance" AS
SELECT "instance_key", "first_seen", "last_seen", "edition", "example", "started_at", "start_id", "attributes" FROM "visible_instance"
WHERE NOT EXISTS (
    SELECT FROM "organization_instance" WHERE "organization_instance"."instance_key" = "visible_instance"."instance_key"
);
