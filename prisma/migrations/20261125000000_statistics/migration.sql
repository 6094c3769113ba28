-- What statistics need beside the counts: values that events carry, the days that late events touched, and the points.

CREATE TABLE "instance_day_value" (
    "instance_key" UUID NOT NULL,
    "day" DATE NOT NULL,
    "field" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "events" INTEGER NOT NULL,

    CONSTRAINT "instance_day_value_pkey" PRIMARY KEY ("instance_key", "day", "field", "value")
);

CREATE TABLE "instance_day_late" (
    "instance_key" UUID NOT NULL,
    "day" DATE NOT NULL,
    "starts" BOOLEAN NOT NULL,
    "marks" INTEGER NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "instance_day_late_pkey" PRIMARY KEY ("instance_key", "day")
);

CREATE TABLE "statistic_period" (
    "interval" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    "skipped" INTEGER NOT NULL,

    CONSTRAINT "statistic_period_pkey" PRIMARY KEY ("interval", "period_start")
);

CREATE TABLE "statistic_point" (
    "statistic" TEXT NOT NULL,
    "interval" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "edition" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "instances" INTEGER NOT NULL,
    "events" INTEGER NOT NULL,
    "details" JSONB,

    CONSTRAINT "statistic_point_pkey" PRIMARY KEY ("statistic", "interval", "period_start", "edition", "class")
);

CREATE TABLE "job_lease" (
    "job" TEXT NOT NULL,
    "holder" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_lease_pkey" PRIMARY KEY ("job")
);

INSERT INTO "instance_day_value" ("instance_key", "day", "field", "value", "events")
SELECT "instance_key", ("event_time" AT TIME ZONE 'UTC')::date, 'alert.level', "data" ->> 'level', count(*)
FROM "event" WHERE "event_type" = 'alert' AND "data" ->> 'level' IS NOT NULL GROUP BY 1, 2, 4;

INSERT INTO "instance_day_value" ("instance_key", "day", "field", "value", "events")
SELECT "instance_key", ("event_time" AT TIME ZONE 'UTC')::date, 'config_probed.provider', "data" ->> 'provider', count(*)
FROM "event" WHERE "event_type" = 'config_probed' AND "data" ->> 'provider' IS NOT NULL GROUP BY 1, 2, 4;

INSERT INTO "instance_day_value" ("instance_key", "day", "field", "value", "events")
SELECT "instance_key", "day", 'engine_stopped.uptime', "band", count(*)
FROM (
    SELECT "instance_key", ("event_time" AT TIME ZONE 'UTC')::date AS "day",
        CASE
            WHEN ("data" ->> 'uptime')::float8 < 3600 THEN 'under-1-h'
            WHEN ("data" ->> 'uptime')::float8 < 21600 THEN '1-6-h'
            WHEN ("data" ->> 'uptime')::float8 < 86400 THEN '6-24-h'
            WHEN ("data" ->> 'uptime')::float8 < 604800 THEN '1-7-d'
            WHEN ("data" ->> 'uptime')::float8 < 2592000 THEN '7-30-d'
            WHEN ("data" ->> 'uptime')::float8 < 7776000 THEN '30-90-d'
            WHEN ("data" ->> 'uptime')::float8 < 31536000 THEN '90-365-d'
            WHEN ("data" ->> 'uptime')::float8 < 315360000 THEN 'over-1-y'
            ELSE 'implausible'
        END AS "band"
    FROM "event" WHERE "event_type" = 'engine_stopped' AND jsonb_typeof("data" -> 'uptime') = 'number'
) AS "stops" GROUP BY 1, 2, 4;
