-- What engines sent and what is counted of it. Every key of the ingest path begins with instance_key, so
-- that the tables distribute over shards unchanged. Monthly partitions of event are made by the application.

CREATE TABLE "instance" (
    "instance_key" UUID NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    "edition" TEXT NOT NULL DEFAULT 'community',
    "example" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ(3),
    "start_id" UUID,
    "attributes" JSONB,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("instance_key")
);

CREATE TABLE "event" (
    "instance_key" UUID NOT NULL,
    "event_time" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("instance_key", "event_time", "id")
) PARTITION BY RANGE ("event_time");

CREATE TABLE "instance_day" (
    "instance_key" UUID NOT NULL,
    "day" DATE NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "start_id" UUID,
    "attributes" JSONB,

    CONSTRAINT "instance_day_pkey" PRIMARY KEY ("instance_key", "day")
);

CREATE INDEX "instance_day_day_idx" ON "instance_day"("day");

CREATE TABLE "instance_day_event" (
    "instance_key" UUID NOT NULL,
    "day" DATE NOT NULL,
    "event_type" TEXT NOT NULL,
    "events" INTEGER NOT NULL,

    CONSTRAINT "instance_day_event_pkey" PRIMARY KEY ("instance_key", "day", "event_type")
);

CREATE INDEX "instance_day_event_day_idx" ON "instance_day_event"("day");

CREATE TABLE "instance_day_clone_time" (
    "instance_key" UUID NOT NULL,
    "day" DATE NOT NULL,
    "bucket" SMALLINT NOT NULL,
    "clones" INTEGER NOT NULL,

    CONSTRAINT "instance_day_clone_time_pkey" PRIMARY KEY ("instance_key", "day", "bucket")
);

CREATE TABLE "refusal_day" (
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "refusals" INTEGER NOT NULL,

    CONSTRAINT "refusal_day_pkey" PRIMARY KEY ("day", "reason", "event_type", "field")
);

CREATE TABLE "unknown_field_day" (
    "day" DATE NOT NULL,
    "event_type" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "events" INTEGER NOT NULL,

    CONSTRAINT "unknown_field_day_pkey" PRIMARY KEY ("day", "event_type", "path")
);
