-- Numbers of instances are counted by each organization for itself. Those that are given stay.

DROP VIEW "visible_organization_instance";

ALTER TABLE "organization_instance" ALTER COLUMN "number" DROP DEFAULT,
    ALTER COLUMN "number" TYPE BIGINT;

CREATE VIEW "visible_organization_instance" AS
SELECT "instance_key", "organization_id", "project_id", "number", "instance_id", "linked_at", "registered_at", "keyed_since" FROM "organization_instance"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "organization_instance"."instance_key")) IS TRUE;

CREATE INDEX "organization_instance_organization_id_number_idx" ON "organization_instance"("organization_id", "number");

DROP INDEX "organization_instance_organization_id_idx";

ALTER TABLE "organization" ADD COLUMN "last_instance_number" BIGINT NOT NULL DEFAULT 0;

-- Each goes on after all numbers of the installation: those of instances that were given free are not given again.
UPDATE "organization" SET "last_instance_number" =
    (SELECT CASE WHEN "is_called" THEN "last_value" ELSE 0 END FROM "organization_instance_number_seq");

DROP SEQUENCE "organization_instance_number_seq";
