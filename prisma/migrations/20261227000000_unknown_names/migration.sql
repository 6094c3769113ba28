-- Which instances sent a name that is not in the catalogue, by week: a name is shown once enough of those that are counted did.

CREATE TABLE "instance_week_unknown" (
    "instance_key" UUID NOT NULL,
    "week" DATE NOT NULL,
    "event_type" TEXT NOT NULL,
    "path" TEXT NOT NULL,

    CONSTRAINT "instance_week_unknown_pkey" PRIMARY KEY ("instance_key", "week", "event_type", "path")
);

CREATE VIEW "visible_instance_week_unknown" AS
SELECT "instance_key", "week", "event_type", "path" FROM "instance_week_unknown"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");
