-- How often somebody failed within a minute, for all processes together. Not in the log of writes, nor in a backup of it: what
-- is lost with a crash is a minute old at most.
CREATE UNLOGGED TABLE "failure_count" (
    "budget" UUID NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL,

    CONSTRAINT "failure_count_pkey" PRIMARY KEY ("budget")
);
