-- One row for an instance and day, with everything that is counted of it. Before, each event type, bucket of clone times and
-- value had a row of its own: a hundred bytes for a number.

-- Adds counts by name. Whatever comes first, the result is the same.
CREATE FUNCTION "add_counts"("one" JSONB, "other" JSONB) RETURNS JSONB
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN "one" IS NULL THEN "other" WHEN "other" IS NULL THEN "one" ELSE (
    SELECT jsonb_object_agg("name", "n") FROM (
        SELECT "name", sum("count"::bigint)::integer AS "n" FROM (
            SELECT * FROM jsonb_each_text("one") UNION ALL SELECT * FROM jsonb_each_text("other")
        ) AS "counted"("name", "count") GROUP BY "name"
    ) AS "summed"
) END;

-- Adds clones by bucket. A bucket and its clones are one number: the bucket above 32 bits, the clones below.
CREATE FUNCTION "add_clone_times"("one" BIGINT[], "other" BIGINT[]) RETURNS BIGINT[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN "one" IS NULL THEN "other" WHEN "other" IS NULL THEN "one" ELSE (
    SELECT array_agg(("bucket" << 32) | "clones" ORDER BY "bucket") FROM (
        SELECT "pair" >> 32 AS "bucket", sum("pair" & 4294967295)::integer::bigint AS "clones"
        FROM unnest("one" || "other") AS "pair" GROUP BY 1
    ) AS "summed"
) END;

DROP VIEW "visible_instance_day";

DROP VIEW "visible_instance_day_event";

DROP VIEW "visible_instance_day_clone_time";

DROP VIEW "visible_instance_day_value";

-- What is eight bytes wide comes first, so that nothing is filled up.
CREATE TABLE "instance_day_packed" (
    "known_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "instance_key" UUID NOT NULL,
    "start_id" UUID,
    "day" DATE NOT NULL,
    "events" JSONB NOT NULL,
    "clone_times" BIGINT[],
    "counted_values" JSONB,
    "attributes" JSONB
);

INSERT INTO "instance_day_packed"
SELECT coalesce("d"."known_at", "day"::timestamp AT TIME ZONE 'UTC'), "d"."started_at", "instance_key", "d"."start_id", "day",
    coalesce("e"."counts", '{}'), "c"."pairs", "v"."counts", "d"."attributes"
FROM "instance_day" AS "d"
FULL JOIN (
    SELECT "instance_key", "day", jsonb_object_agg("event_type", "events") AS "counts"
    FROM "instance_day_event" GROUP BY "instance_key", "day"
) AS "e" USING ("instance_key", "day")
FULL JOIN (
    SELECT "instance_key", "day", array_agg(("bucket"::bigint << 32) | "clones"::bigint ORDER BY "bucket") AS "pairs"
    FROM "instance_day_clone_time" GROUP BY "instance_key", "day"
) AS "c" USING ("instance_key", "day")
FULL JOIN (
    SELECT "instance_key", "day", jsonb_object_agg("field" || ' ' || "value", "events") AS "counts"
    FROM "instance_day_value" GROUP BY "instance_key", "day"
) AS "v" USING ("instance_key", "day")
ORDER BY "instance_key", "day";

DROP TABLE "instance_day";

DROP TABLE "instance_day_event";

DROP TABLE "instance_day_clone_time";

DROP TABLE "instance_day_value";

ALTER TABLE "instance_day_packed" RENAME TO "instance_day";

ALTER TABLE "instance_day" ADD CONSTRAINT "instance_day_pkey" PRIMARY KEY ("instance_key", "day"),
    ADD CONSTRAINT "instance_day_start_check" CHECK (("started_at" IS NULL) = ("start_id" IS NULL)),
    ADD CONSTRAINT "instance_day_events_check" CHECK (NOT jsonb_path_exists("events", '$.* ? (@ <= 0)')),
    ADD CONSTRAINT "instance_day_counted_values_check" CHECK (NOT jsonb_path_exists("counted_values", '$.* ? (@ <= 0)'));

CREATE INDEX "instance_day_day_idx" ON "instance_day"("day");

CREATE INDEX "instance_day_start_idx" ON "instance_day"("instance_key", "day") WHERE "started_at" IS NOT NULL;

-- Readers see rows, as before.

CREATE VIEW "visible_instance_day" AS
SELECT "known_at", "started_at", "instance_key", "start_id", "day", "events", "clone_times", "counted_values", "attributes" FROM "instance_day"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");

CREATE VIEW "visible_instance_day_event" AS
SELECT "instance_key", "day", "counted"."name" AS "event_type", "counted"."count"::integer AS "events"
FROM "instance_day" CROSS JOIN LATERAL jsonb_each_text("events") AS "counted"("name", "count")
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");

CREATE VIEW "visible_instance_day_clone_time" AS
SELECT "instance_key", "day", ("pair" >> 32)::smallint AS "bucket", ("pair" & 4294967295)::integer AS "clones"
FROM "instance_day" CROSS JOIN LATERAL unnest("clone_times") AS "pair"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");

CREATE VIEW "visible_instance_day_value" AS
SELECT "instance_key", "day", split_part("counted"."name", ' ', 1) AS "field", split_part("counted"."name", ' ', 2) AS "value",
    "counted"."count"::integer AS "events"
FROM "instance_day" CROSS JOIN LATERAL jsonb_each_text("counted_values") AS "counted"("name", "count")
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure");
