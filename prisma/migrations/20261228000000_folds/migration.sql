-- The answer to an event waits for its row alone. Roll-ups are added up and written a moment later, by folds: each row says of which.
-- A fold that is open has a row here; what it counts is in the roll-ups when the row is gone.

CREATE TABLE "fold" (
    "id" BIGSERIAL NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "through" UUID,
    "recount" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "fold_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "event" ADD COLUMN "fold" BIGINT;

-- Rows of a fold lie together, because they were written together.
CREATE INDEX "event_fold_idx" ON "event" USING brin ("fold");

CREATE OR REPLACE VIEW "visible_event" AS
SELECT "instance_key", "event_time", "id", "event_type", "received_at", "data", "left_out", "counted_by", "fold" FROM "event"
WHERE "instance_key" NOT IN (SELECT "instance_key" FROM "erasure") AND "counted_by" <> 'keyless';
