-- Whoever knows an ID can send events of it. Where the engine sends its organization's key with each of them, those without it
-- are kept apart: no roll-up has them, and no view but their own.

ALTER TABLE "organization_instance" ADD COLUMN "keyed_since" TIMESTAMPTZ(3);

CREATE OR REPLACE VIEW "visible_organization_instance" AS
SELECT "instance_key", "organization_id", "project_id", "number", "instance_id", "linked_at", "registered_at", "keyed_since" FROM "organization_instance"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "organization_instance"."instance_key")) IS TRUE;

-- Only who has the key registers.
UPDATE "organization_instance" SET "keyed_since" = "registered_at";

ALTER TABLE "event" DROP CONSTRAINT "event_counted_by_check",
    ADD CONSTRAINT "event_counted_by_check" CHECK ("counted_by" IN ('event_time', 'received_at', 'nothing', 'keyless'));

CREATE INDEX "event_keyless_idx" ON "event"("instance_key", "event_time") WHERE "counted_by" = 'keyless';

CREATE OR REPLACE VIEW "visible_event" AS
SELECT "instance_key", "event_time", "id", "event_type", "received_at", "data", "left_out", "counted_by" FROM "event"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure") AND "counted_by" <> 'keyless';

CREATE VIEW "visible_keyless_event" AS
SELECT "instance_key", "event_time", "id", "event_type", "received_at" FROM "event"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure") AND "counted_by" = 'keyless';
