-- Numbers of instances are counted by each organization for itself. Those that are given stay.

DROP VIEW "visible_organization_instance";

ALTER TABLE "organization_instance" ALTER COLUMN "number" DROP DEFAULT,
    ALTER COLUMN "number" TYPE BIGINT;

DROP SEQUENCE "organization_instance_number_seq";

CREATE VIEW "visible_organization_instance" AS
SELECT "instance_key", "organization_id", "project_id", "number", "instance_id", "linked_at", "registered_at", "keyed_since" FROM "organization_instance"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "organization_instance"."instance_key")) IS TRUE;

CREATE INDEX "organization_instance_organization_id_number_idx" ON "organization_instance"("organization_id", "number");

DROP INDEX "organization_instance_organization_id_idx";

ALTER TABLE "organization" ADD COLUMN "last_instance_number" BIGINT NOT NULL DEFAULT 0;

UPDATE "organization" SET "last_instance_number" = "given"."last"
FROM (SELECT "organization_id", max("number") AS "last" FROM "organization_instance" GROUP BY "organization_id") AS "given"
WHERE "given"."organization_id" = "organization"."id";
