-- How engines' requests were answered, by day and time: what the objective is judged by.

CREATE TABLE "request_day" (
    "day" DATE NOT NULL,
    "accepted" BOOLEAN NOT NULL,
    "over_ms" INTEGER NOT NULL,
    "requests" BIGINT NOT NULL,

    CONSTRAINT "request_day_pkey" PRIMARY KEY ("day","accepted","over_ms")
);
