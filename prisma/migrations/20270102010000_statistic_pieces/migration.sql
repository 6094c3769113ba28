-- A period that is counted in pieces, by as many processes as there are: each counts the instances of a range of keys. The rows
-- go when the period is stored.
CREATE TABLE "statistic_piece" (
    "interval" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "after" UUID NOT NULL,
    "through" UUID NOT NULL,
    "made_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "known_before" DATE,
    "followed_part" INTEGER NOT NULL,
    "holder" UUID,
    "expires_at" TIMESTAMPTZ(3),
    "counted" JSONB,

    CONSTRAINT "statistic_piece_pkey" PRIMARY KEY ("interval", "period_start", "after")
);

ALTER TABLE "statistic_piece" ADD CONSTRAINT "statistic_piece_range_check" CHECK ("after" < "through");
