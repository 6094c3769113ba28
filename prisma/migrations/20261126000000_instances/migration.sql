-- What an admin needs to see everything of an instance and to have it erased: which names an event carried that are not
-- kept, and erasures with the week in which they can be undone.

ALTER TABLE "event" ADD COLUMN "left_out" JSONB;

CREATE TABLE "erasure" (
    "instance_key" UUID NOT NULL,
    "receipt_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "purge_at" TIMESTAMPTZ(3) NOT NULL,
    "purging" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("instance_key")
);

CREATE TABLE "refused_instance" (
    "instance_key" UUID NOT NULL,
    "refused_since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refused_instance_pkey" PRIMARY KEY ("instance_key")
);

CREATE TABLE "erasure_receipt" (
    "id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "purge_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "purged_at" TIMESTAMPTZ(3),
    "refuses" BOOLEAN NOT NULL,
    "counts" JSONB NOT NULL,

    CONSTRAINT "erasure_receipt_pkey" PRIMARY KEY ("id")
);
