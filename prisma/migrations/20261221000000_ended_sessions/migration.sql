-- Sessions that ended before their time: a copy of their cookie opens nothing any more.

CREATE TABLE "ended_session" (
    "id" UUID NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ended_session_pkey" PRIMARY KEY ("id")
);
