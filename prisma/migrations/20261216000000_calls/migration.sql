-- Calls of the CI observer are answered and counted; nothing else is kept of them. Engines can be told until when an
-- organization has privileges, and the email address of a personal token whose owner gave one: encrypted, and gone with the token.

CREATE TABLE "call_day" (
    "day" DATE NOT NULL,
    "call" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,

    CONSTRAINT "call_day_pkey" PRIMARY KEY ("day", "call")
);

ALTER TABLE "call_day" ADD CONSTRAINT "call_day_calls_check" CHECK ("calls" > 0);

ALTER TABLE "organization" ADD COLUMN "privileged_until" TIMESTAMPTZ(3);

ALTER TABLE "access_token" ADD COLUMN "sealed_email" TEXT;

ALTER TABLE "access_token" ADD CONSTRAINT "access_token_sealed_email_check" CHECK ("sealed_email" IS NULL OR ("personal" AND "revoked_at" IS NULL));
