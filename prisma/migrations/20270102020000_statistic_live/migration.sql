-- Open periods of a private installation as they were counted last, where counting takes long: counted once for all processes, and there
-- at once after a start.
CREATE TABLE "statistic_live" (
    "made_by" TEXT NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "counted" JSONB NOT NULL,

    CONSTRAINT "statistic_live_pkey" PRIMARY KEY ("made_by")
);
