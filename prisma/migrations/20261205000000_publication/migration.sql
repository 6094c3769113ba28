-- Published weeks are counted once and frozen; who counts is decided by our clock. What was published under the rules before
-- is counted once under these, and marked as the first revision.

DROP TABLE "instance_day_late";

-- A default of its own, so that no row of a large table is rewritten: these were counted by the sender's clock.
ALTER TABLE "event" ADD COLUMN "counted_by" TEXT NOT NULL DEFAULT 'event_time';

ALTER TABLE "instance" ADD COLUMN "known_since" TIMESTAMPTZ(3),
    ADD COLUMN "excluded_at" TIMESTAMPTZ(3);

UPDATE "instance" SET "known_since" = "first_seen";

ALTER TABLE "instance_day" ADD COLUMN "known_at" TIMESTAMPTZ(3);

UPDATE "instance_day" SET "known_at" = "day"::timestamp AT TIME ZONE 'UTC';

ALTER TABLE "instance_day" ALTER COLUMN "known_at" SET NOT NULL;

CREATE OR REPLACE VIEW "visible_instance" AS
SELECT "instance_key", "first_seen", "last_seen", "edition", "example", "started_at", "start_id", "attributes", "known_since", "excluded_at" FROM "instance"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "instance"."instance_key")) IS TRUE;

CREATE OR REPLACE VIEW "visible_event" AS
SELECT "instance_key", "event_time", "id", "event_type", "received_at", "data", "left_out", "counted_by" FROM "event"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "event"."instance_key")) IS TRUE;

CREATE OR REPLACE VIEW "visible_instance_day" AS
SELECT "instance_key", "day", "started_at", "start_id", "attributes", "known_at" FROM "instance_day"
WHERE (NOT EXISTS (SELECT FROM "erasure" WHERE "erasure"."instance_key" = "instance_day"."instance_key")) IS TRUE;

CREATE OR REPLACE VIEW "open_instance" AS
SELECT "instance_key", "first_seen", "last_seen", "edition", "example", "started_at", "start_id", "attributes", "known_since", "excluded_at" FROM "visible_instance"
WHERE NOT EXISTS (
    SELECT FROM "organization_instance" WHERE "organization_instance"."instance_key" = "visible_instance"."instance_key"
);

CREATE TABLE "statistic_revision" (
    "revision" INTEGER NOT NULL,
    "revised_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "first_week" DATE,
    "last_week" DATE,

    CONSTRAINT "statistic_revision_pkey" PRIMARY KEY ("revision"),
    CONSTRAINT "statistic_revision_revision_check" CHECK ("revision" > 0),
    CONSTRAINT "statistic_revision_reason_check" CHECK (char_length("reason") BETWEEN 1 AND 500),
    CONSTRAINT "statistic_revision_weeks_check" CHECK ("first_week" <= "last_week")
);

INSERT INTO "statistic_revision" ("revision", "revised_at", "reason")
SELECT 1, date_trunc('milliseconds', now()), 'Weeks from before closed publication were counted once more, under its rules.'
WHERE EXISTS (SELECT FROM "statistic_period");

DROP TABLE "statistic_point";

DROP TABLE "statistic_period";

CREATE TABLE "statistic_period" (
    "interval" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "revision" INTEGER NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    "skipped" INTEGER NOT NULL,
    "newly_counted" INTEGER NOT NULL,
    "held_at" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "made_of" TEXT,

    CONSTRAINT "statistic_period_pkey" PRIMARY KEY ("interval", "period_start", "revision"),
    CONSTRAINT "statistic_period_interval_check" CHECK ("interval" IN ('day', 'week')),
    CONSTRAINT "statistic_period_counts_check" CHECK ("skipped" >= 0 AND "newly_counted" >= 0 AND "revision" >= 0),
    CONSTRAINT "statistic_period_released_check" CHECK ("released_at" IS NULL OR "held_at" IS NOT NULL)
);

CREATE TABLE "statistic_point" (
    "statistic" TEXT NOT NULL,
    "interval" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "revision" INTEGER NOT NULL,
    "edition" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "instances" INTEGER NOT NULL,
    "members" TEXT NOT NULL,
    "events" INTEGER NOT NULL,
    "largest" INTEGER NOT NULL,
    "details" JSONB,

    CONSTRAINT "statistic_point_pkey" PRIMARY KEY ("statistic", "interval", "period_start", "revision", "edition", "class"),
    CONSTRAINT "statistic_point_interval_check" CHECK ("interval" IN ('day', 'week')),
    CONSTRAINT "statistic_point_edition_check" CHECK ("edition" IN ('community', 'standard', 'enterprise')),
    CONSTRAINT "statistic_point_counts_check" CHECK ("instances" >= 0 AND "events" >= "largest" AND "largest" >= 0),
    CONSTRAINT "statistic_point_members_check" CHECK ("members" ~ '^[0-9a-f]{16}$')
);

CREATE TABLE "sender" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_history_at" TIMESTAMPTZ(3),

    CONSTRAINT "sender_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "sender_name_check" CHECK (char_length("name") BETWEEN 1 AND 100),
    CONSTRAINT "sender_hint_check" CHECK (char_length("hint") = 4)
);

CREATE UNIQUE INDEX "sender_token_hash_key" ON "sender"("token_hash");
